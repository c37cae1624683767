import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '@clarion/testing';
import { type Clock } from '../../../platform/database/clock.js';
import { HeartbeatProbe } from './heartbeat/heartbeat.probe.js';
import { SecretsUnavailable } from '../../../platform/secrets/secret-values.js';
import { NoneProbe } from './none/none.probe.js';
import { type Probe, type ProbedMonitor } from './probe.js';
import { Probes } from './probes.js';

const T = 1_800_000_000;
const aMonitor = (parts: Partial<ProbedMonitor>): ProbedMonitor => ({
  id: 1,
  tag: 'job',
  monitorType: 'HEARTBEAT',
  typeData: {},
  lastHeartbeatAt: null,
  newestManual: null,
  ...parts,
});

describe('heartbeat checks', () => {
  const probe = new HeartbeatProbe(new FixedClock(T) as unknown as Clock);
  it.each([
    [null, {}, 'NO_DATA'],
    [T - 300, {}, 'UP'],
    [T - 300.5, {}, 'DEGRADED'],
    [T - 601, {}, 'DOWN'],
    [T - 601, { degradedRemainingMinutes: 15, downRemainingMinutes: 30 }, 'UP'],
    [T - 30, { degradedRemainingMinutes: 10, downRemainingMinutes: 5 }, 'DOWN'],
    [T - 30, { degradedRemainingMinutes: 'soon' }, 'DOWN'],
  ])('judges a signal of %p with %j as %s', async (lastHeartbeatAt, typeData, status) => {
    const { verdict } = await probe.run(aMonitor({ lastHeartbeatAt, typeData }));
    expect(verdict?.status).toBe(status);
  });

  it('calls limits it cannot use an error', async () => {
    const { verdict } = await probe.run(
      aMonitor({ lastHeartbeatAt: T, typeData: { degradedRemainingMinutes: 10, downRemainingMinutes: 10 } }),
    );
    expect(verdict).toMatchObject({ type: 'ERROR', latencyMs: 0 });
  });
});

describe('monitors nobody checks', () => {
  const newestManual = { status: 'DEGRADED', latencyMs: 12 } as const;
  it('repeat what was written by hand when told to', async () => {
    const { verdict } = await new NoneProbe().run(
      aMonitor({ monitorType: 'NONE', newestManual, typeData: { overrideWithLastKnownStatus: true } }),
    );
    expect(verdict).toEqual({ ...newestManual, type: 'MANUAL', errorMessage: null });
  });

  it('have nothing to report otherwise', async () => {
    expect((await new NoneProbe().run(aMonitor({ monitorType: 'NONE', newestManual }))).verdict).toBeNull();
  });
});

describe('a check whose secrets cannot be read', () => {
  const failing = (error: Error): Probe => {
    const probe: Probe = { monitorType: 'API', run: async () => Promise.reject(error) };
    const nobodyToBlame = { isToBlame: async () => Promise.resolve(false) };
    const parts = [probe, ...Array.from({ length: 10 }, () => null), nobodyToBlame] as unknown as ConstructorParameters<typeof Probes>;
    return new Probes(...parts).of('API')!;
  };
  const run = async (error: Error) => failing(error).run(aMonitor({ monitorType: 'API' }), new AbortController().signal);

  it('says nothing of its target', async () => {
    expect(await run(new SecretsUnavailable('the secrets cannot be read'))).toMatchObject({
      verdict: { status: 'NO_DATA', errorMessage: 'not checked: our own database was away' },
      gap: 'database_down',
    });
  });

  it('takes no other failure for it', async () => {
    await expect(run(new Error('a bug'))).rejects.toThrow('a bug');
  });
});
