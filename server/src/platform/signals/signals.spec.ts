import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { systemActor } from '../http/actor.js';
import { Signals } from './signals.js';

const system = systemActor('spec');

describe('Signals', () => {
  let one: TestApp;
  let other: TestApp;
  let signals: Signals;
  beforeAll(async () => {
    one = await startTestApp();
    other = await startTestApp({ databaseUrl: one.databaseUrl });
    signals = other.get(Signals);
    await until('both listen', () => signals.isListening && one.get<Signals>(Signals).isListening);
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const send = (payload: string): Promise<void> =>
    one.get<UnitOfWork>(UnitOfWork).run(system, (tx) => one.get<Signals>(Signals).notify(tx, 'clarion_settings', payload));

  it('reach other replicas with the commit', async () => {
    const heard: string[] = [];
    const end = signals.on('clarion_settings', (payload) => heard.push(payload));
    signals.on('clarion_sessions', () => heard.push('another channel'));
    await send('7');
    await until('it is heard', () => heard.length > 0);
    end();
    await send('8');
    expect(heard).toEqual(['7']);
  });

  it('are not sent by what was rolled back', async () => {
    const heard: string[] = [];
    signals.on('clarion_settings', (payload) => heard.push(payload));
    const failing = one.get<UnitOfWork>(UnitOfWork).run(system, async (tx) => {
      await one.get<Signals>(Signals).notify(tx, 'clarion_settings', 'never');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await send('9');
    await until('the next is heard', () => heard.includes('9'));
    expect(heard).not.toContain('never');
  });

  it('survive a listener that fails', async () => {
    const heard: string[] = [];
    signals.on('clarion_settings', () => {
      throw new Error('broken listener');
    });
    signals.on('clarion_settings', (payload) => heard.push(payload));
    await send('10');
    await until('the other listener hears it', () => heard.includes('10'));
  });

  it('FLT-31 come back when their connection is lost, and look once for what was missed', async () => {
    let looks = 0;
    const heard: string[] = [];
    signals.onPoll(() => looks++);
    signals.on('clarion_settings', (payload) => heard.push(payload));
    await one.sources
      .get('upkeep')
      .query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'clarion signals' AND datname = current_database()`,
      );
    await until('the loss is noticed', () => !signals.isListening || looks > 0);
    await until('it listens again', () => signals.isListening);
    expect(looks).toBeGreaterThan(0);
    await send('11');
    await until('signals arrive again', () => heard.includes('11'));
  });
});
