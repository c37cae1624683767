import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CopyDirectory, type CopiedFile, ForeignDirectoryError } from './copy-directory.js';

const NOW = new Date('2026-11-20T10:00:00Z');

describe('CopyDirectory, on a real disk', () => {
  let root: string;
  let directory: string;
  const file = (name: string, body = name): CopiedFile => ({
    file: name,
    path: `/${name}`,
    headers: { 'content-type': 'text/plain' },
    body: Buffer.from(body),
  });
  const exported = async (files: readonly CopiedFile[], isWhole = true): Promise<number> => {
    const copy = new CopyDirectory(directory);
    await copy.open();
    for (const each of files) await copy.put(each);
    return copy.close(isWhole, NOW);
  };
  const names = async (): Promise<string[]> =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
      .sort();

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'clarion-copy-'));
    directory = path.join(root, 'public');
  });
  afterEach(() => rm(root, { recursive: true }));

  it('writes files, their headers and a manifest', async () => {
    expect(await exported([file('a/index.html'), file('rss.xml')])).toBe(0);
    expect(await names()).toEqual(['_headers', 'a/index.html', 'manifest.json', 'rss.xml']);
    expect(await readFile(path.join(directory, '_headers'), 'utf8')).toBe(
      '/a/index.html\n  content-type: text/plain\n/rss.xml\n  content-type: text/plain\n',
    );
    expect(JSON.parse(await readFile(path.join(directory, 'manifest.json'), 'utf8'))).toMatchObject({
      madeAt: NOW.toISOString(),
      files: { 'rss.xml': { path: '/rss.xml', headers: { 'content-type': 'text/plain' } } },
    });
  });

  it('takes away what is gone, folders too, when everything was put, and only then', async () => {
    await exported([file('a/b/index.html'), file('rss.xml')]);
    expect(await exported([file('rss.xml')], false)).toBe(0);
    expect(await names()).toContain('a/b/index.html');
    expect(await exported([file('rss.xml')])).toBe(1);
    expect(await readdir(directory)).toEqual(['_headers', 'manifest.json', 'rss.xml']);
  });

  it('leaves what has not changed, and what is not its own', async () => {
    await exported([file('rss.xml'), file('a/index.html')]);
    const before = await stat(path.join(directory, 'rss.xml'));
    await writeFile(path.join(directory, 'a', 'CNAME'), 'status.example.test');
    await exported([file('rss.xml')]);
    expect((await stat(path.join(directory, 'rss.xml'))).ino).toBe(before.ino);
    expect(await names()).toContain('a/CNAME');
  });

  it('refuses a directory of somebody else', async () => {
    await mkdir(directory);
    await writeFile(path.join(directory, 'thesis.txt'), 'mine');
    await expect(exported([file('rss.xml')])).rejects.toThrow(ForeignDirectoryError);
    expect(await names()).toEqual(['thesis.txt']);
  });

  it('knows what an export left that was killed in the middle', async () => {
    const copy = new CopyDirectory(directory);
    await copy.open();
    await copy.put(file('secret/index.html'));
    expect(await exported([file('rss.xml')])).toBe(1);
    expect(await names()).toEqual(['_headers', 'manifest.json', 'rss.xml']);
  });
});
