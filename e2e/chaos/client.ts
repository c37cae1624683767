import type { Product } from '../support/product.ts';

export interface Answer {
  status: number;
  body: string;
  ms: number;
}

/** One request with a time limit; status 0 = no answer. */
export async function ask(url: string, init: RequestInit = {}, limitMs = 5_000): Promise<Answer> {
  const start = performance.now();
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(limitMs) });
    return { status: answer.status, body: await answer.text(), ms: performance.now() - start };
  } catch {
    return { status: 0, body: '', ms: performance.now() - start };
  }
}

/** The API of a product under a key of its own. */
export async function apiOf(
  product: Product,
): Promise<(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>> {
  const key = (await product.cli('api-key', 'create', '--name', 'chaos', '--role', 'admin')).trim();
  return (method, path, body, headers = {}) =>
    ask(`${product.url}/api/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}
