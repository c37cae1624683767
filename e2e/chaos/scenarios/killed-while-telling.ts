import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '@clarion/database';
import { startProduct, type Product } from '../../support/product.ts';
import { databaseClient } from '../database-client.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Random, type Scenario } from '../scenario.ts';
import { SCALED, Telling } from '../telling.ts';

/** Where a process ends by itself, and which processes pass there: every step from the request to the receiver's yes. */
const STEPS = [
  ['http.before_commit', 'web'],
  ['http.after_commit', 'web'],
  ['relay.after_enqueue', 'worker'],
  ['fanout.mid_chunk', 'worker'],
  ['delivery.after_send', 'worker'],
] as const;
/** An incident is published so often, ms: few hear of many, or many of a few. */
const EVERY_MS = { quick: 350, full: 1_500 } as const;
/** Longest wait until a process meets its step. */
const STEP_MS = 8_000;
/** Lease of the killed, 45 s of work, its margin, and a look every second. */
const LEASES_MS = 60_000;

/** Ends that are seconds away are now: in a smoke run nobody waits for the leases of the dead. */
const NO_LEASES = [
  `UPDATE deliveries SET lease_until = app_now() WHERE state = 'sending'`,
  `UPDATE outbox SET next_at = app_now() WHERE state IN ('pending', 'enqueued')`,
];

/** `kill -9` of web and workers while subscribers and webhooks are told. */
export const killedWhileTelling: Scenario = {
  id: 'REL-03 REL-04 FLT-02 FLT-25',
  title: 'everybody hears of everything at least once and under one id, wherever the processes are killed',
  async run({ isQuick, random, say }) {
    const expectations = new Expectations();
    const dataDir = await mkdtemp(path.join(tmpdir(), 'clarion-chaos-'));
    const database = await startEmbedded({ dataDir, own: 'server' });
    const client = await databaseClient(database.url);
    const telling = await Telling.start();
    const env = { ...SCALED, ...telling.env(), DATABASE_URL: database.url, APP_SECRET_KEY: 'chaos'.repeat(8) };
    const fleet: Product[] = [];
    try {
      // In a smoke run one process is everything.
      const roles = isQuick ? [['web', 'worker']] : [['web'], ['worker'], ['worker']];
      for (const each of roles) fleet.push(await startProduct({ env: { ...env, ROLES: each.join(',') } }));
      await telling.settle(fleet[0]!, client.ask, { readers: isQuick ? 40 : 150, hooks: 3 });

      let isOver = false;
      const publisher = (async () => {
        for (let i = 0; !isOver; i++) {
          await telling.publish(`News ${i}`);
          await pause(isQuick ? EVERY_MS.quick : EVERY_MS.full);
        }
      })();
      // Looked at when it is awaited, at the end.
      publisher.catch(() => undefined);
      const kills = await killAll({
        fleet,
        roles,
        random,
        say,
        rounds: isQuick ? 1 : 3,
        isQuick,
        before: async () => {
          if (isQuick) for (const sql of NO_LEASES) await client.ask(sql);
        },
      });
      isOver = true;
      await publisher;
      await telling.allTold(client.ask, LEASES_MS + 30_000);
      telling.judge(expectations);
      expectations.note(`${kills} kills`);
      await expectHealthy(fleet[0]!, expectations);
    } finally {
      for (const product of fleet) await product.stop();
      await telling.stop();
      await client.close();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
    return expectations.outcome();
  },
};

interface Round {
  readonly fleet: readonly Product[];
  readonly roles: readonly (readonly string[])[];
  readonly random: Random;
  readonly say: (text: string) => void;
  readonly rounds: number;
  readonly isQuick: boolean;
  /** Called before a process comes back. */
  readonly before: () => Promise<void>;
}

/** Each step once a round in an order of chance, and one instant of chance after it. @returns how many were killed */
async function killAll({ fleet, roles, random, say, rounds, isQuick, before }: Round): Promise<number> {
  let kills = 0;
  for (let round = 0; round < rounds; round++) {
    const steps = shuffled(isQuick ? STEPS.slice(2) : STEPS, random);
    for (const [step, role] of steps) {
      const able = fleet.filter((_, i) => roles[i]!.includes(role));
      const victim = able[Math.floor(random() * able.length)]!;
      await pause(random() * 1_200);
      await victim.crash();
      await before();
      // It may be over before it is ready.
      await victim.restart({ FAILPOINTS: `${step}:crash` }).catch(() => undefined);
      const end = performance.now() + STEP_MS;
      while (!victim.hasEnded && performance.now() < end) await pause(50);
      say(`  ${step}: ${victim.hasEnded ? 'killed there' : 'not met, killed somewhere'}`);
      await victim.crash();
      await before();
      await victim.restart();
      kills += 2;
    }
  }
  return kills;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => [random(), item] as const)
    .sort(([left], [right]) => left - right)
    .map(([, item]) => item);
}
