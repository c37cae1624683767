import { describe, expect, it } from '@jest/globals';
import { JOB_QUEUES, QUEUES } from '@clarion/contract';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { setDefaultBackendFactory } from 'bullmq';
import { ChecksInHand } from '../../../test/queue-suite.js';
import { startTestApp } from '../../../test/test-app.js';
import { assertBackend, chooseBackend } from './backend.js';
import { defaultJobOptions } from './queues.js';
import { OnUpkeep } from './upkeep.js';

@Processor(QUEUES.checks)
class SecondTaker extends WorkerHost {
  process(): Promise<void> {
    return Promise.resolve();
  }
}

@Injectable()
class Janitor {
  @OnUpkeep('retention', { cron: '0 3 * * *' })
  sweep(): Promise<void> {
    return Promise.resolve();
  }
}

@Injectable()
class OtherJanitor {
  @OnUpkeep('retention', { everyMs: 1000 })
  sweep(): Promise<void> {
    return Promise.resolve();
  }
}

describe('a worker', () => {
  it('refuses to start when nobody takes a queue’s jobs', async () => {
    await expect(startTestApp({ env: { ROLES: 'worker' } })).rejects.toThrow('nobody takes jobs of “checks”');
  });

  it('refuses to start when two take them', async () => {
    const starting = startTestApp({ env: { ROLES: 'worker' }, providers: [ChecksInHand, SecondTaker] });
    await expect(starting).rejects.toThrow('“checks” has more than one processor: ChecksInHand, SecondTaker');
  });

  it('refuses two handlers of one upkeep', async () => {
    const starting = startTestApp({ providers: [Janitor, OtherJanitor] });
    await expect(starting).rejects.toThrow('Upkeep “retention” has more than one handler: Janitor.sweep, OtherJanitor.sweep');
  });
});

it('BMQ-03 notices when the backend was changed behind its back', () => {
  chooseBackend('postgres');
  assertBackend('postgres');
  setDefaultBackendFactory();
  expect(() => assertBackend('postgres')).toThrow('would live elsewhere');
  chooseBackend('redis');
  assertBackend('redis');
});

it.each(JOB_QUEUES)('BMQ-04 never keeps finished jobs of “%s” by count or age', (queue) => {
  const { removeOnComplete, removeOnFail } = defaultJobOptions(queue);
  expect([removeOnComplete, typeof removeOnFail]).toEqual([true, 'boolean']);
});
