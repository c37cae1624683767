import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A host that knows files alone. */
export interface FileServer {
  readonly url: string;
  /** Paths it had no file for. */
  readonly missed: readonly string[];
  stop(): Promise<void>;
}

interface Manifest {
  files: Record<string, { path: string; headers: Record<string, string> }>;
}

/** Serves an exported copy as its manifest says; a directory answers with its index, the unknown with `404.html`. */
export async function aFileServer(directory: string): Promise<FileServer> {
  const { files } = JSON.parse(await readFile(path.join(directory, 'manifest.json'), 'utf8')) as Manifest;
  const missed: string[] = [];
  const server = createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).replace(/^\/|\/$/g, '');
    const name = [wanted, wanted === '' ? 'index.html' : `${wanted}/index.html`].find((each) => each in files);
    if (name === undefined) missed.push(`/${wanted}`);
    const file = name ?? '404.html';
    readFile(path.join(directory, file)).then(
      (body) => response.writeHead(name === undefined ? 404 : 200, files[file]!.headers).end(body),
      () => response.writeHead(500).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    missed,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
