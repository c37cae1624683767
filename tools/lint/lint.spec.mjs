// Real: ESLint with the workspace's configuration and Nx's project graph. A rule that quietly stopped working fails here.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { boundaries } from './boundaries.mjs';
import { FLOORS } from './floors.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(import.meta.dirname, 'fixtures');
const fixtures = fs
  .readdirSync(folder)
  .map((name) => ({ name, expected: /^\/\/ expect: (.+)$/m.exec(fs.readFileSync(path.join(folder, name), 'utf8'))[1] }));
const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NODE_OPTIONS: '' };
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });

describe('the known-bad fixtures', () => {
  let broken;
  beforeAll(() => {
    // Writes the project graph that the boundaries rule reads from its cache.
    node('node_modules/nx/dist/bin/nx.js', 'show', 'projects', '--json');
    broken = JSON.parse(node('tools/lint/lint-fixtures.mjs').trim().split('\n').at(-1));
  });

  it.each(fixtures.filter(({ expected }) => expected !== 'nothing'))('lint rejects $name by $expected', ({ name, expected }) => {
    expect(broken[name]).toContain(expected);
  });

  it.each(fixtures.filter(({ expected }) => expected === 'nothing'))('lint accepts $name', ({ name }) => {
    expect(broken[name]).toEqual([]);
  });
});

it('gives every room of the server a floor', () => {
  const modules = path.join(root, 'server/src/modules');
  const rooms = fs.readdirSync(modules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const homeless = rooms.map(({ name }) => name).filter((name) => !FLOORS.flat().includes(name));
  expect(homeless).toEqual([]);
});

it('gives every project a scope that the boundaries know', () => {
  const known = boundaries({ isTest: false }).map(({ sourceTag }) => sourceTag);
  const folders = [
    ...fs.readdirSync(path.join(root, 'libs')).map((name) => `libs/${name}`),
    'server',
    'database',
    'admin-ui',
    'public-ui',
    'e2e',
    'tools',
  ];
  const projectFile = (name) => path.join(root, name, 'project.json');
  const hasSources = (name) => fs.existsSync(path.join(root, name, 'src')) && fs.readdirSync(path.join(root, name, 'src')).length > 0;
  const strangers = folders.filter(hasSources).filter((name) => {
    const tags = fs.existsSync(projectFile(name)) ? JSON.parse(fs.readFileSync(projectFile(name), 'utf8')).tags : [];
    return !tags.some((tag) => known.includes(tag));
  });
  expect(strangers).toEqual([]);
});
