import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aProbed, loopback, NO_DEADLINE } from '../../../../../test/loopback.js';
import { type ProbeOutcome } from '../probe.js';
import { PingProgram } from './ping-program.js';
import { PingProbe } from './ping.probe.js';

const NAMES = { 'shop.test': ['127.0.0.1', '::1'], 'inside.test': ['169.254.169.254'] };
const REPLIES = `
echo "64 bytes from somewhere: icmp_seq=1 ttl=64 time=10 ms"
echo "64 bytes from somewhere: icmp_seq=2 ttl=64 time=20 ms"
echo "2 packets transmitted, 2 received, 0% packet loss"`;
const SILENCE = 'echo "3 packets transmitted, 0 received, 100% packet loss"; exit 1';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clarion-ping-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A program called ping that writes down how it was called and goes on as `script` says; `$address` is its last argument. */
function install(script: string, name = 'ping', mode = 0o755): void {
  const file = join(folder, name);
  const head = `#!/bin/sh\necho "$0 $*" >> "${folder}/calls"\nenv >> "${folder}/environment"\nfor address; do :; done\n`;
  writeFileSync(file, head + script);
  chmodSync(file, mode);
}
const calls = (): string[] =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .trim()
    .split('\n')
    .map((call) => call.replace(`${folder}/`, ''))
    .sort();

async function run(typeData: Record<string, unknown>, deadline = NO_DEADLINE, platform: NodeJS.Platform = 'linux'): Promise<ProbeOutcome> {
  return new PingProbe(loopback(NAMES).egress, new PingProgram(`${folder}:/usr/bin:/bin`, platform)).run(
    aProbed('PING', typeData),
    deadline,
  );
}

describe('PING checks (monitors §6.2)', () => {
  it('is UP with the mean latency when every host replies', async () => {
    install(REPLIES);
    const { verdict, detail } = await run({ hosts: [{ host: '127.0.0.1', count: 2 }, { host: 'shop.test' }] });
    expect(verdict).toEqual({ status: 'UP', latencyMs: 15, type: 'REALTIME', errorMessage: null });
    expect(detail).toMatchObject({
      explanation: 'UP: 127.0.0.1: 2 of 2 replies, 15 ms; shop.test: 2 of 3 replies, 15 ms',
      timings: { totalMs: expect.any(Number) },
      address: null,
      http: null,
    });
    expect((await run({ hosts: [{ host: 'shop.test' }] })).detail?.address).toBe('127.0.0.1');
  });

  it('SEC-16 hands over a checked address after two dashes, whole numbers, and nothing of our environment', async () => {
    install(REPLIES);
    await run({ hosts: [{ host: 'shop.test', timeout: 1_500, count: 7 }, { host: '::1' }] });
    expect(calls()).toEqual(['ping -n -c 3 -W 1 -- ::1', 'ping -n -c 7 -W 2 -- 127.0.0.1']);
    expect(readFileSync(join(folder, 'environment'), 'utf8')).not.toContain('CLARION');
  });

  it('calls the ping of a Mac as that one likes it', async () => {
    install(REPLIES);
    install(REPLIES, 'ping6');
    await run({ hosts: [{ host: '127.0.0.1', timeout: 1_500 }, { host: '::1' }] }, NO_DEADLINE, 'darwin');
    expect(calls()).toEqual(['ping -n -c 3 -W 1500 -- 127.0.0.1', 'ping6 -n -c 3 -- ::1']);
  });

  it('is DOWN when one of several is silent, and names it', async () => {
    install(`[ "$address" = "::1" ] && { ${SILENCE}; }\n${REPLIES}`);
    const { verdict, detail } = await run({ hosts: [{ host: '127.0.0.1' }, { host: '::1' }] });
    expect(verdict).toEqual({ status: 'DOWN', latencyMs: 15, type: 'TIMEOUT', errorMessage: 'unreachable: ::1' });
    expect(detail?.explanation).toBe(
      'DOWN: every host must reply, but unreachable: ::1; 127.0.0.1: 2 of 3 replies, 15 ms; ::1: 0 of 3 replies',
    );
  });

  it('counts what took longer than a packet may as lost', async () => {
    install(REPLIES);
    expect((await run({ hosts: [{ host: '127.0.0.1', timeout: 15 }] })).verdict).toMatchObject({ status: 'UP', latencyMs: 10 });
    expect((await run({ hosts: [{ host: '127.0.0.1', timeout: 5 }] })).verdict).toMatchObject({ status: 'DOWN', type: 'TIMEOUT' });
  });

  it('ends a ping that does not, and believes what it said until then', async () => {
    install(`echo "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.05 ms"\nexec sleep 60`);
    expect((await run({ hosts: [{ host: '127.0.0.1', count: 1, timeout: 1 }] })).verdict).toMatchObject({ status: 'UP', latencyMs: 0.05 });
    install('exec sleep 60');
    expect((await run({ hosts: [{ host: '127.0.0.1', count: 60 }] }, AbortSignal.timeout(50))).verdict).toMatchObject({
      status: 'DOWN',
      type: 'TIMEOUT',
      errorMessage: 'unreachable: 127.0.0.1',
    });
  });

  it('runs the hosts side by side', async () => {
    // Each waits until the other has been called: one after the other would wait for ever.
    install(`while [ "$(wc -l < "${folder}/calls")" -lt 2 ]; do :; done\n${REPLIES}`);
    expect((await run({ hosts: [{ host: '127.0.0.1' }, { host: '::1' }] })).verdict).toMatchObject({ status: 'UP' });
  });

  it.each([
    ['there is no ping', null, 0o755, 'the ping program is not installed on this machine'],
    ['ping is not for us', REPLIES, 0o644, 'this machine does not let us send pings'],
    ['ping has no rights', 'echo "ping: socket: Operation not permitted" >&2; exit 2', 0o755, 'this machine does not let us send pings'],
    ['there is no network', 'echo "ping: connect: Network is unreachable" >&2; exit 2', 0o755, 'network unreachable'],
    ['ping wants to be called otherwise', 'echo "usage: ping" >&2; exit 64', 0o755, 'the ping program of this machine failed'],
    ['ping says nothing and is content', 'exit 0', 0o755, 'the ping program of this machine failed'],
  ])('is an error, never UP, when %s', async (_, script, mode, reason) => {
    if (script !== null) install(script, 'ping', mode);
    const probe = new PingProbe(loopback(NAMES).egress, new PingProgram(folder, 'linux'));
    expect((await probe.run(aProbed('PING', { hosts: [{ host: '127.0.0.1' }] }), NO_DEADLINE)).verdict).toEqual({
      status: 'DOWN',
      latencyMs: 0,
      type: 'ERROR',
      errorMessage: `unreachable: 127.0.0.1 (${reason})`,
    });
  });

  it.each([
    [{ hosts: [{ host: 'inside.test' }] }, 'unreachable: inside.test (address not allowed)'],
    [{ hosts: [{ host: 'nobody.test' }] }, 'unreachable: nobody.test (the name does not exist)'],
    [{ hosts: [{ host: '-f' }] }, 'unreachable: -f (the name does not exist)'],
    [{ hosts: [{ host: '127.0.0.1; reboot' }] }, 'unreachable: 127.0.0.1; reboot (this is not a host name or address)'],
    [{}, 'the monitor has no hosts yet'],
  ])('starts nothing for %j', async (typeData, errorMessage) => {
    install(REPLIES);
    expect((await run(typeData)).verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', errorMessage });
    expect(calls).toThrow();
  });

  it('takes nothing but literals and whole numbers', async () => {
    const program = new PingProgram(folder);
    await expect(program.ping('shop.test', { count: 1, timeoutMs: 1 }, NO_DEADLINE)).rejects.toThrow(RangeError);
    await expect(program.ping('fe80::1%eth0', { count: 1, timeoutMs: 1 }, NO_DEADLINE)).rejects.toThrow(RangeError);
    await expect(program.ping('127.0.0.1', { count: 1.5, timeoutMs: 1 }, NO_DEADLINE)).rejects.toThrow(RangeError);
    await expect(program.ping('127.0.0.1', { count: 1, timeoutMs: 0 }, NO_DEADLINE)).rejects.toThrow(RangeError);
  });

  it('with the ping of this machine finds itself, or says plainly why it cannot', async () => {
    const probe = new PingProbe(loopback(NAMES).egress, new PingProgram());
    const { verdict } = await probe.run(aProbed('PING', { hosts: [{ host: '127.0.0.1', count: 1 }] }), NO_DEADLINE);
    if (verdict?.status === 'UP') expect(verdict.latencyMs).toBeGreaterThan(0);
    else
      expect(verdict).toMatchObject({
        status: 'DOWN',
        type: 'ERROR',
        errorMessage: expect.stringMatching(/not installed|does not let us/),
      });
  });

  it('hands the function of the monitor what it saw', async () => {
    install(REPLIES);
    const { ask } = await run({ hosts: [{ host: '127.0.0.1' }], pingEval: '(async function () {})' });
    expect(ask).toEqual({
      code: '(async function () {})',
      args: [[expect.objectContaining({ alive: true, host: '127.0.0.1', type: 'IP4' })]],
    });
    expect((await run({ hosts: [{ host: '127.0.0.1' }] })).ask).toBeUndefined();
  });
});
