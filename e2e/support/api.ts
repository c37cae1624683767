import type { Product } from './product.js';

/** Calls of a program with a key that may do everything. @throws Error with the answer when it is not a 2xx */
export type Api = <Answer = unknown>(method: string, path: string, body?: unknown) => Promise<Answer>;

/** Makes a key by the command line and uses it. */
export async function apiOf(product: Product): Promise<Api> {
  const key = (await product.cli('api-key', 'create', '--name', `journey ${Math.random()}`, '--role', 'admin')).trim();
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${product.url}/api/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
}
