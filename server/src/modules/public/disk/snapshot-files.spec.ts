import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SnapshotFiles, type StoredPage } from './snapshot-files.js';

describe('SnapshotFiles, on a real disk', () => {
  let root: string;
  let directory: string;
  let failures: unknown[];
  let files: SnapshotFiles;

  const stored = (pagePath: string, version = 1): StoredPage => ({
    v: 2,
    path: pagePath,
    build: 'b',
    basis: [[1, version]],
    status: 200,
    scriptHashes: ['sha256-x'],
    json: `{"version":"1.${version}"}`,
    html: Buffer.from(`<p>${version}\n</p>`),
  });
  const loaded = async (): Promise<string[]> => (await files.load()).map(({ path: pagePath }) => pagePath).sort();

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'clarion-snapshots-'));
    directory = path.join(root, 'snapshots');
    failures = [];
    files = new SnapshotFiles(directory, (error) => failures.push(error));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('gives back what it was given, one file a page', async () => {
    files.save(stored(''));
    files.save(stored('eu'));
    await files.settled();
    expect((await readdir(directory)).sort()).toEqual(['eu.page', '~home.page']);
    const pages = await new SnapshotFiles(directory, () => undefined).load();
    expect(pages.map(({ path: pagePath }) => pagePath).sort()).toEqual(['', 'eu']);
    const { html, ...home } = pages.find(({ path: pagePath }) => pagePath === '')!;
    expect({ ...home, html: Buffer.from(html) }).toMatchObject(stored(''));
  });

  it('INV-19 keeps the newest version, however fast they come', async () => {
    for (let version = 1; version <= 30; version += 1) files.save(stored('', version));
    await files.settled();
    expect(Buffer.from((await files.load())[0]!.html).toString()).toBe('<p>30\n</p>');
    expect(await readdir(directory)).toEqual(['~home.page']);
  });

  it('INV-19 takes away what is no longer public', async () => {
    files.save(stored(''));
    files.save(stored('secret'));
    await files.settled();
    await files.keepOnly(new Set(['']));
    expect(await readdir(directory)).toEqual(['~home.page']);
  });

  it('takes what it cannot read for absent', async () => {
    files.save(stored(''));
    await files.settled();
    const whole = await readFile(path.join(directory, '~home.page'), 'utf8');
    await writeFile(path.join(directory, 'eu.page'), whole.slice(0, 40));
    await writeFile(path.join(directory, 'us.page'), whole);
    await writeFile(path.join(directory, 'asia.page'), whole.replace('"path":""', '"path":"asia"').slice(0, -1));
    await writeFile(path.join(directory, 'africa.page'), whole.replace('"path":""', '"path":"africa"').replace('"v":2', '"v":1'));
    expect(await loaded()).toEqual(['']);
    expect(await new SnapshotFiles(path.join(root, 'absent'), () => undefined).load()).toEqual([]);
  });

  it('fails nobody when the disk does not take it, and goes on when it does again', async () => {
    await writeFile(directory, 'a file in the way');
    files.save(stored(''));
    await files.settled();
    expect(failures).toHaveLength(1);
    await rm(directory);
    files.save(stored(''));
    await files.settled();
    expect(await files.load()).toHaveLength(1);
  });
});
