import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody else's page: another origin, which knows nothing of the product. */
export interface HostPage {
  readonly url: string;
  /** What it says in its body from now on, as HTML. */
  say(html: string): void;
  stop(): Promise<void>;
}

/** Serves one page that follows the reader's choice between light and dark. */
export async function aHostPage(): Promise<HostPage> {
  let body = '';
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en" style="color-scheme:light dark"><title>A blog</title><body style="max-width:800px"><h1>A blog</h1>${body}</body></html>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    say: (html) => {
      body = html;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
