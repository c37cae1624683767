import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brotliDecompressSync } from 'node:zlib';
import { AdminShell } from './admin-shell.js';
import { AssetFiles } from './asset-files.js';

describe('files of a browser bundle', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), 'clarion-assets-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('are answered by name, compressed, hashed ones for ever', async () => {
    await writeFile(path.join(directory, 'main-OVGKJU4U.js'), 'x'.repeat(1_000));
    await writeFile(path.join(directory, 'favicon-degraded.svg'), '<svg/>');
    await writeFile(path.join(directory, 'index.html'), '<p>');
    const files = new AssetFiles(directory, 5);
    await files.learn();
    await files.warm();
    const main = (await files.get('main-OVGKJU4U.js'))!;
    expect(main).toMatchObject({ contentType: 'text/javascript; charset=utf-8', cacheControl: 'public, max-age=31536000, immutable' });
    expect(brotliDecompressSync(main.br).toString()).toBe('x'.repeat(1_000));
    expect(await files.get('favicon-degraded.svg')).toMatchObject({ contentType: 'image/svg+xml', cacheControl: 'no-cache' });
    for (const name of ['index.html', '../secret', 'absent.js', '__proto__', ''])
      expect([files.has(name), await files.get(name)]).toEqual([false, null]);
  });

  it('are gone once a newer build took them away', async () => {
    await writeFile(path.join(directory, 'main-OVGKJU4U.js'), 'x');
    const files = new AssetFiles(directory, 5);
    await files.learn();
    await rm(path.join(directory, 'main-OVGKJU4U.js'));
    expect(await files.get('main-OVGKJU4U.js')).toBeNull();
    expect(files.has('main-OVGKJU4U.js')).toBe(false);
  });

  it('are none without a build', async () => {
    const files = new AssetFiles(path.join(directory, 'absent'), 5);
    await files.learn();
    expect(await files.get('main.js')).toBeNull();
    expect(await AdminShell.load(path.join(directory, 'absent.html'), '/manage/')).toBeNull();
  });

  it('SEC-60 start with a page whose every script and style carries a nonce of its own', async () => {
    const file = path.join(directory, 'index.html');
    await writeFile(
      file,
      `<head><base href="/manage/"/><link rel="icon" href="data:,"/><link rel="stylesheet" href="styles-A.css"></head>
       <body><app-root ngcspnonce="CSP_NONCE"></app-root><link rel="modulepreload" href="chunk-B.js"><script src="main-C.js" type="module" nonce="CSP_NONCE"></script></body>`,
    );
    const shell = (await AdminShell.load(file, '/status/manage/'))!;
    const { html, nonce } = shell.render();
    expect(html).toBe(
      `<head><link rel="icon" href="data:,"/><link rel="stylesheet" nonce="${nonce}" href="/status/manage/styles-A.css"></head>
       <body><app-root ngcspnonce="${nonce}"></app-root><link rel="modulepreload" nonce="${nonce}" href="/status/manage/chunk-B.js"><script src="/status/manage/main-C.js" type="module" nonce="${nonce}"></script></body>`,
    );
    expect(shell.render().nonce).not.toBe(nonce);
    expect(nonce.length).toBeGreaterThanOrEqual(24);
  });
});
