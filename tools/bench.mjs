// `npm run bench`: measures the built product against the budgets. Arguments go to the benchmark.
import { ensureReady, runScript } from './lib/product.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureReady();
  return runScript('e2e/bench/run.ts', process.argv.slice(2));
});
