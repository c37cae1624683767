import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aPage, UTC } from '../../../../test/pages/facts.js';
import { pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import { SnapshotFiles, type StoredPage } from './snapshot-files.js';

describe('SnapshotFiles, on a real disk', () => {
  let root: string;
  let directory: string;
  let failures: unknown[];
  let files: SnapshotFiles;

  const stored = (pagePath: string, version = 1): StoredPage => ({
    v: 1,
    build: 'b',
    basis: [[1, version]],
    status: 200,
    scriptHashes: ['sha256-x'],
    snapshot: pageSnapshot(aPage([], { path: pagePath, version }), UTC),
    html: `<p>${version}</p>`,
  });

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
    expect((await readdir(directory)).sort()).toEqual(['eu.json', '~home.json']);
    const pages = await new SnapshotFiles(directory, () => undefined).load();
    expect(pages.map(({ snapshot }) => snapshot.page.path).sort()).toEqual(['', 'eu']);
    expect(pages.find(({ snapshot }) => snapshot.page.path === '')).toEqual(JSON.parse(JSON.stringify(stored(''))));
  });

  it('INV-19 keeps the newest version, however fast they come', async () => {
    for (let version = 1; version <= 30; version += 1) files.save(stored('', version));
    await files.settled();
    expect((await files.load())[0]!.html).toBe('<p>30</p>');
    expect(await readdir(directory)).toEqual(['~home.json']);
  });

  it('INV-19 takes away what is no longer public', async () => {
    files.save(stored(''));
    files.save(stored('secret'));
    await files.settled();
    await files.keepOnly(new Set(['']));
    expect(await readdir(directory)).toEqual(['~home.json']);
  });

  it('takes what it cannot read for absent', async () => {
    files.save(stored(''));
    await files.settled();
    await writeFile(path.join(directory, 'eu.json'), '{"v":1,"snap');
    await writeFile(path.join(directory, 'us.json'), JSON.stringify(stored('eu')));
    await writeFile(path.join(directory, 'asia.json'), JSON.stringify({ ...stored('asia'), v: 2 }));
    expect((await files.load()).map(({ snapshot }) => snapshot.page.path)).toEqual(['']);
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
