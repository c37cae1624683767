// Real: our tools, processes, signals, files. Fake: npm, Nx and the server, which write down what was asked of them.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aCheckout, gone } from './fake-checkout.mjs';

let checkout;
beforeEach(() => {
  checkout = aCheckout();
});
afterEach(() => checkout.remove());

/** Starts, waits until it serves, stops it. */
async function startAndStop(env) {
  const tool = checkout.run('start.mjs', [], env);
  await tool.printed(/serving/);
  tool.child.kill('SIGTERM');
  return tool.ended;
}

describe('npm start', () => {
  it('installs and builds a fresh clone, in a path with spaces, and neither again', async () => {
    await startAndStop();
    expect(checkout.log()).toEqual(['npm ci', 'nx run-many -t build']);
    const second = await startAndStop();
    expect(checkout.log()).toHaveLength(2);
    expect(second.stderr).toBe('');
  });

  it('builds again after a changed source, but not after a changed spec or a changed product', async () => {
    await startAndStop();
    checkout.write('server/src/rooms.spec.ts', 'new');
    checkout.write('server/dist/extra.js', 'new');
    await startAndStop();
    expect(checkout.log()).toHaveLength(2);
    checkout.write('server/src/rooms.ts', 'new');
    await startAndStop();
    expect(checkout.log().slice(2)).toEqual(['nx run-many -t build']);
  });

  it('builds again when a product is gone', async () => {
    await startAndStop();
    fs.rmSync(path.join(checkout.root, 'public-ui/dist'), { recursive: true });
    await startAndStop();
    expect(checkout.log().slice(2)).toEqual(['nx run-many -t build']);
  });

  it('installs again when the lock file changed, and builds after it', async () => {
    await startAndStop();
    checkout.write('package-lock.json', JSON.stringify({ packages: { 'node_modules/left': { version: '2.0.0' } } }));
    await startAndStop();
    expect(checkout.log().slice(2)).toEqual(['npm ci', 'nx run-many -t build']);
  });

  it('takes over dependencies that somebody installed by hand', async () => {
    await startAndStop();
    fs.rmSync(path.join(checkout.root, 'node_modules/.clarion-lock'));
    await startAndStop();
    expect(checkout.log()).toHaveLength(2);
  });

  it('passes SIGTERM on once, and the exit status back', async () => {
    const { code, stdout } = await startAndStop();
    expect(code).toBe(7);
    expect(stdout.match(/stopping/g)).toHaveLength(1);
  });

  it('leaves no server behind when it is killed', async () => {
    const tool = checkout.run('start.mjs');
    const [, pid] = await tool.printed(/serving (\d+)/);
    tool.child.kill('SIGKILL');
    await gone(Number(pid));
  });

  it('makes a server stop that does not want to, at the second signal', async () => {
    const tool = checkout.run('start.mjs', [], { FAKE_STUCK: 'yes' });
    const [, pid] = await tool.printed(/serving (\d+)/);
    const again = setInterval(() => tool.child.kill('SIGTERM'), 100);
    const { code, stdout } = await tool.ended;
    clearInterval(again);
    expect(code).toBe(128 + 15);
    expect(stdout.match(/stopping/g)).toHaveLength(1);
    await gone(Number(pid));
  });

  it('stops when npm’s shell was stopped, which tells nobody', async () => {
    await startAndStop();
    const tool = checkout.runInShell('start.mjs', { npm_lifecycle_event: 'start' });
    const [, pid] = await tool.printed(/serving (\d+)/);
    tool.child.kill('SIGTERM');
    await tool.printed(/stopping/);
    await gone(Number(pid));
  });

  it('says what to do when the registry cannot be reached', async () => {
    const { code, stderr } = await checkout.run('start.mjs', [], { FAKE_NPM_ERROR: 'npm error code ENOTFOUND' }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('The npm registry cannot be reached (ENOTFOUND)');
    expect(stderr).not.toContain('    at ');
  });

  it('shows the compiler’s messages when the build fails, and tries again next time', async () => {
    checkout.write('server/src/main.ts', 'syntax error');
    for (const attempt of [1, 2]) {
      const { code, stderr } = await checkout.run('start.mjs').ended;
      expect([attempt, code]).toEqual([attempt, 1]);
      expect(stderr).toContain('error TS1005');
    }
  });

  it('lets one of two first starts install and build', async () => {
    const tools = [checkout.run('start.mjs'), checkout.run('start.mjs')];
    await Promise.all(tools.map((tool) => tool.printed(/serving/)));
    for (const tool of tools) tool.child.kill('SIGTERM');
    await Promise.all(tools.map((tool) => tool.ended));
    expect(checkout.log()).toEqual(['npm ci', 'nx run-many -t build']);
  });

  it('is not held up by the lock of a process that died', async () => {
    const { child, ended } = checkout.run('cli.mjs');
    await ended;
    checkout.write('.nx/setup.lock', String(child.pid));
    checkout.write('server/src/rooms.ts', 'new');
    await startAndStop();
    expect(fs.existsSync(path.join(checkout.root, '.nx/setup.lock'))).toBe(false);
  });
});

describe('npm run clarion', () => {
  it('prints on stdout only what the command prints, even while it installs and builds', async () => {
    const { code, stdout, stderr } = await checkout.run('cli.mjs', ['api-key', 'create']).ended;
    expect([code, stdout]).toEqual([0, 'cli api-key create\n']);
    expect(stderr).toContain('Installing dependencies');
  });
});

describe('npm run demo', () => {
  it('fills, then serves and answers for the sample services, and stops both', async () => {
    const tool = checkout.run('start.mjs', ['--demo', '--days', '3'], { PORT: '1' });
    await Promise.all([tool.printed(/serving/), tool.printed(/cli demo-target/)]);
    tool.child.kill('SIGTERM');
    const { code, stdout } = await tool.ended;
    expect(code).toBe(7);
    expect(stdout).toMatch(/^cli demo --days 3\n/);
    expect(stdout).toContain('demo-target stopping');
  });
});
