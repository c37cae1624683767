import { test as base } from '@playwright/test';
import { startProduct, type Environment, type Product } from './product.js';
import { aTargetServer, type TargetServer } from './target-server.js';

/** Ada owns the page. */
export const ADA = { email: 'ada@example.org', password: 'Correct-horse-7' } as const;

/** Makes Ada the owner at the first start; a journey of the set-up wizard leaves it away. */
export const WITH_ADA: Environment = { OWNER_EMAIL: ADA.email, OWNER_PASSWORD: ADA.password };

interface WorkerFixtures {
  /** Settings of the product; files with other settings get a product of their own. */
  productEnv: Environment;
  product: Product;
}

interface TestFixtures {
  target: TargetServer;
}

/** `product`: the built server, running for this worker, at `baseURL`. `target`: something for it to monitor, fresh for each test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  productEnv: [WITH_ADA, { scope: 'worker', option: true }],
  product: [
    async ({ productEnv }, use) => {
      const product = await startProduct({ env: productEnv });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  target: async ({}, use) => {
    const target = await aTargetServer();
    await use(target);
    await target.stop();
  },
});

export { expect } from '@playwright/test';
