import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { findBinaries, linkLibraries } from './binaries.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clarion-binaries-'));
  mkdirSync(join(root, 'native/lib'), { recursive: true });
  for (const library of ['libpq.so.5.18', 'libssl.so.1.1']) writeFileSync(join(root, 'native/lib', library), '');
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libssl.so.1.1', target: 'native/lib/libssl.so' },
  ];
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes the library links that an installation without scripts left out, and keeps those that are there', () => {
  symlinkSync('libssl.so.1.1', join(root, 'native/lib/libssl.so'));
  linkLibraries(root);
  linkLibraries(root);
  expect(readlinkSync(join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(readlinkSync(join(root, 'native/lib/libssl.so'))).toBe('libssl.so.1.1');
});

it('finds the programs of this platform', async () => {
  const { postgres, initdb, major } = await findBinaries();
  expect([postgres, initdb].map((path) => path.split('/').at(-1))).toEqual(['postgres', 'initdb']);
  expect(major).toBeGreaterThanOrEqual(14);
});
