import { describe, expect, it } from '@jest/globals';
import { failuresOf } from '../lib/build.mjs';
import { explainNpm, isInstalled } from '../lib/install.mjs';
import { oneResult, readJest, readPlaywright, sum } from '../lib/results.mjs';
import { duration } from '../lib/say.mjs';
import { satisfies } from '../lib/workspace.mjs';
import { findEvaluation } from '../scan-bundle.mjs';

describe('satisfies', () => {
  it.each([
    ['v24.21.0', '^24.15.0 || >=26', true],
    ['24.14.9', '^24.15.0 || >=26', false],
    ['25.0.0', '^24.15.0 || >=26', false],
    ['26.0.0', '^24.15.0 || >=26', true],
    ['27.1.2', '^24.15.0 || >=26', true],
    ['20.20.2', '>=20', true],
    ['18.20.0', '>=20', false],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });

  it('refuses a range that it cannot read', () => {
    expect(() => satisfies('24.0.0', '24.x')).toThrow('24.x');
  });
});

describe('isInstalled', () => {
  const linux = { platform: 'linux', arch: 'x64' };
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0' } };

  it.each([
    ['everything is there', wanted, { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version is there', wanted, { 'node_modules/a': { version: '1.0.1' } }, false],
    ['a package is missing', wanted, {}, false],
    [
      'an optional package of another platform is missing',
      { 'node_modules/b': { optional: true, os: 'darwin', cpu: ['arm64'] } },
      {},
      true,
    ],
    ['an optional package of this platform is missing', { 'node_modules/b': { optional: true, os: ['linux'], cpu: 'x64' } }, {}, false],
    [
      'one of another C library is missing',
      { 'node_modules/b': { optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] } },
      {},
      true,
    ],
  ])('%s', (_, lock, record, expected) => {
    expect(isInstalled(lock, record, linux)).toBe(expected);
  });
});

it.each([
  ['npm error code EAI_AGAIN', 'registry cannot be reached'],
  ['npm error syscall connect ECONNREFUSED 127.0.0.1:9', 'registry cannot be reached'],
  ['npm error code ENOSPC', 'disk is full'],
  ['npm error code EACCES', 'may not write'],
  ['npm error code EUSAGE', 'could not install'],
])('explains “%s”', (output, words) => {
  expect(explainNpm(output)).toContain(words);
});

it.each([
  [120, '0.1 s'],
  [12_400, '12 s'],
  [125_000, '2 min 5 s'],
])('says %i ms as %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

describe('failuresOf', () => {
  const ok = '> nx run contract:build  [local cache]\n\n> tsc -b libs/contract\n\n';
  const bad =
    '> nx run server:build\n\n> node tools/build-server.mjs\n\nerror TS1005\n\n NX   Running target build failed\n\nFailed tasks:\n\n- server:build\n\nRun duration: 1s\n';

  it('keeps what the failed tasks wrote', () => {
    expect(failuresOf(ok + bad)).toBe('> nx run server:build\n\n> node tools/build-server.mjs\n\nerror TS1005');
  });

  it('keeps everything when no task is named', () => {
    expect(failuresOf('Cannot read nx.json')).toBe('Cannot read nx.json');
  });
});

describe('results', () => {
  it('counts Jest’s tests, names what was skipped, and counts a file that did not run as one failure', () => {
    const test = (fullName, status, failureMessages = []) => ({ fullName, status, failureMessages });
    const report = {
      testResults: [
        {
          name: 'a.spec.ts',
          status: 'failed',
          assertionResults: [test('adds', 'passed'), test('breaks', 'failed', ['why']), test('later', 'todo'), test('off', 'pending')],
        },
        { name: 'b.spec.ts', status: 'failed', message: 'cannot import', assertionResults: [] },
      ],
    };
    expect(readJest(report, 'domain')).toEqual({
      passed: 1,
      failed: 2,
      skipped: ['domain › later', 'domain › off'],
      failures: [
        { name: 'domain › breaks', message: 'why' },
        { name: 'domain › b.spec.ts', message: 'cannot import' },
      ],
    });
  });

  it('counts Playwright’s tests through nested suites, and an error outside them as one failure', () => {
    const spec = (title, status, errors = []) => ({ title, tests: [{ status, results: [{ errors }] }] });
    const report = {
      errors: [{ message: 'no web server' }],
      suites: [
        {
          title: 'wizard.e2e.ts',
          specs: [spec('first run', 'expected'), spec('again', 'flaky')],
          suites: [{ title: 'on a phone', specs: [spec('fits', 'unexpected', [{ message: 'too wide' }]), spec('swipes', 'skipped')] }],
        },
      ],
    };
    expect(readPlaywright(report)).toEqual({
      passed: 2,
      failed: 2,
      skipped: ['browser › wizard.e2e.ts › on a phone › swipes'],
      failures: [
        { name: 'browser', message: 'no web server' },
        { name: 'browser › wizard.e2e.ts › on a phone › fits', message: 'too wide' },
      ],
    });
  });

  it('adds steps up', () => {
    const { passed, failed } = sum([oneResult('build', true), oneResult('lint', false, 'no'), oneResult('types', true)]);
    expect([passed, failed]).toEqual([2, 1]);
  });
});

describe('findEvaluation', () => {
  it.each([
    'return eval(text)',
    'x=new Function("a","return a")',
    "Function('return this')()",
    "import vm from 'node:vm'",
    'const v=require("vm")',
  ])('finds %s', (text) => {
    expect(findEvaluation(text)).toHaveLength(1);
  });

  it.each(['client.eval(script)', 'class Function2 {}', 'medieval(1)', 'typeof x === Function'])('leaves %s alone', (text) => {
    expect(findEvaluation(text)).toEqual([]);
  });
});
