import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentState } from '@clarion/contract';
import { openDatabase } from '../../bench/product-database.ts';
import { startProduct } from '../../support/product.ts';
import { expectHealthy } from '../doctor.ts';
import { Expectations, type Scenario } from '../scenario.ts';
import { SCALED, Telling } from '../telling.ts';

/** An hour, as `SCALED` counts it. */
const HOUR_MS = 3_600_000 / Number(SCALED['TEST_RETRY_SPEED']);
/** Of those who are there; a second is the poll of a sender that missed its signal. */
const PROMPT_MS = 5_000;
const NEXT: readonly IncidentState[] = ['IDENTIFIED', 'MONITORING'];
const REFUSALS = [
  ['nobody is let in', { connect: '421 4.3.2 come back later' }],
  ['no recipient is taken', { recipient: '451 4.7.1 greylisted' }],
  ['no mail is taken', { data: '452 4.3.1 disk full' }],
  ['the password is refused', { signIn: '535 5.7.8 no' }],
] as const;

/** A receiver of webhooks and the mail server are away for an hour, and the others notice nothing. */
export const receiversAway: Scenario = {
  id: 'REL-09 FLT-24',
  title: 'a receiver that is down for an hour delays only itself, and hears everything in order afterwards',
  async run({ say }) {
    const expectations = new Expectations();
    const telling = await Telling.start();
    const product = await startProduct({ env: { ...SCALED, ...telling.env() } });
    const database = await openDatabase(product);
    try {
      await telling.settle(product, database.query, { readers: 20, hooks: 3 });
      telling.hooks.refuse('/0');
      telling.mail.refuse({ connect: '421 4.3.2 closed' });
      const start = performance.now();
      let slowest = 0;
      for (let i = 0; performance.now() - start < HOUR_MS; i++) {
        const title = `Outage ${i}`;
        const id = await telling.publish(title);
        for (const state of NEXT) await telling.update(id, title, state);
        slowest = Math.max(slowest, await promptly(telling));
        await pause(1_000);
      }
      expectations.expect(slowest < PROMPT_MS, `a receiver that was there waited ${Math.round(slowest)} ms`);
      expectations.expect(telling.hooks.refused > 0 && telling.mail.refused > 0, 'nothing was refused');
      say(`  back after an hour of ${Math.round(HOUR_MS / 1_000)} s`);
      telling.hooks.refuse();
      telling.mail.refuse({});
      await telling.allTold(database.query, HOUR_MS * 2 + 20_000);
      telling.judge(expectations);
      for (const who of ['/0', '/1', 'r1@chaos.test', 'r20@chaos.test'])
        expectations.expect(isInOrder(telling, who), `${who} heard of an incident in another order`);
      const [dead] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM deliveries WHERE state = 'dead'`);
      expectations.expect(dead!.n === 0, `${dead!.n} messages were given up`);
      expectations.note(
        `${telling.hooks.refused} calls and ${telling.mail.refused} mails refused, the others waited ${Math.round(slowest)} ms at most`,
      );
      await expectHealthy(product, expectations);
    } finally {
      await database.close();
      await product.stop();
      await telling.stop();
    }
    return expectations.outcome();
  },
};

/** A mail server says no in every way it can; an operator or time mends each. */
export const mailRefused: Scenario = {
  id: 'FLT-25 SMTP',
  title: 'a mail server that refuses for a while loses no mail and doubles none',
  async run({ say }) {
    const expectations = new Expectations();
    const telling = await Telling.start({ asksForSignIn: true });
    const product = await startProduct({ env: { ...SCALED, ...telling.env() } });
    const database = await openDatabase(product);
    try {
      await telling.settle(product, database.query, { readers: 50, hooks: 1 });
      for (const [words, steps] of REFUSALS) {
        // Connections that are open were let in already.
        telling.mail.hangUp();
        telling.mail.refuse(steps);
        const before = telling.mail.refused;
        await telling.publish(words);
        for (let i = 0; i < 100 && telling.mail.refused < before + 3; i++) await pause(100);
        expectations.expect(telling.mail.refused > before, `${words}: nothing was refused`);
        telling.mail.refuse({});
        await telling.allTold(database.query, HOUR_MS + 20_000);
        say(`  ${words}: ${telling.mail.refused - before} refused`);
      }
      telling.judge(expectations);
      const [rows] = await database.query<{ dead: number; bounced: number }>(
        `SELECT (SELECT count(*) FROM deliveries WHERE state = 'dead')::int AS dead,
           (SELECT count(*) FROM subscriber_methods WHERE bounced_at IS NOT NULL)::int AS bounced`,
      );
      expectations.expect(rows!.dead === 0 && rows!.bounced === 0, `${rows!.dead} given up, ${rows!.bounced} readers taken for gone`);
      expectations.note(`${telling.mail.refused} refusals`);
      await expectHealthy(product, expectations);
    } finally {
      await database.close();
      await product.stop();
      await telling.stop();
    }
    return expectations.outcome();
  },
};

/** Waits until the receivers that are there have the newest update. @returns ms */
async function promptly(telling: Telling): Promise<number> {
  const start = performance.now();
  const newest = telling.published.at(-1);
  while (['/1', '/2'].some((who) => !telling.got(who).some(({ title }) => title === newest)) && performance.now() - start < PROMPT_MS * 2)
    await pause(50);
  return performance.now() - start;
}

function isInOrder(telling: Telling, who: string): boolean {
  const seen = telling.got(who).map(({ title }) => title);
  const firsts = telling.published.map((title) => [title.replace(/^\[#(\d+):.*$/, '$1'), seen.indexOf(title)] as const);
  return firsts.every(([id, at], i) => i === 0 || firsts[i - 1]![0] !== id || firsts[i - 1]![1] < at);
}
