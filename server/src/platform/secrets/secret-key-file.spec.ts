import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { secretKeyOf } from './secret-key-file.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'clarion-key-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('SEC-70 makes a key once and reads it afterwards', () => {
  const key = secretKeyOf(path.join(dir, 'data'));
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(secretKeyOf(path.join(dir, 'data'))).toBe(key);
});

it('SEC-74 keeps it to its owner', () => {
  secretKeyOf(dir);
  expect(statSync(path.join(dir, 'secret-key')).mode & 0o777).toBe(0o600);
});
