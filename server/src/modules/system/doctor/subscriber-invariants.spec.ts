import { aMonitor, anIncident, aPage } from '@clarion/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { SubscriptionsApi } from '../../../../test/subscriptions-api.js';
import { Log } from '../../../platform/logging/log.js';
import { DoctorService } from './doctor.service.js';

let subscriptions: SubscriptionsApi;
let doctor: DoctorService;
let shop: { id: number };
let eu: { id: number };
beforeAll(async () => {
  subscriptions = await SubscriptionsApi.start();
  doctor = new DoctorService(subscriptions.api.app.sources, Log.create('silent'));
  shop = await aMonitor(subscriptions.db, { tag: 'shop' });
  eu = await aPage(subscriptions.db, { pagePath: 'eu' }, [shop] as never);
});
afterAll(async () => subscriptions.close());
beforeEach(async () => {
  await subscriptions.empty();
  const methodId = await subscriptions.subscriber('ada@b.test');
  await subscriptions.write(
    `INSERT INTO subscription_scopes (subscription_id, page_id) SELECT id, $2 FROM user_subscriptions WHERE subscriber_method_id = $1`,
    [methodId, eu.id],
  );
  const { id } = await anIncident(subscriptions.db, { isGlobal: false }, [{ monitor: shop }] as never);
  expect((await subscriptions.api.post(`incidents/${id}/comments`, { comment: 'We look', state: 'IDENTIFIED' })).status).toBe(201);
  await subscriptions.tellAll();
  await subscriptions.send();
  expect(subscriptions.sink.recipients).toEqual(['ada@b.test']);
});

const found = async (): Promise<string[]> =>
  (await doctor.examine()).map(({ invariant }) => invariant).filter((invariant) => ['INV-22', 'INV-23', 'INV-24'].includes(invariant));

it('finds nothing where news went to those who wanted them, and left before or after', async () => {
  expect(await found()).toEqual([]);
  await subscriptions.write(`UPDATE user_subscriptions SET status = 'INACTIVE', updated_at = app_now()`);
  await subscriptions.write(`UPDATE pages SET deleted_at = app_now() WHERE id = $1`, [eu.id]);
  await subscriptions.act({ action: 'login', email: 'new@b.test' });
  expect(await found()).toEqual([]);
  await subscriptions.write(`UPDATE pages SET deleted_at = NULL WHERE id = $1`, [eu.id]);
});

it.each([
  ['INV-22', `UPDATE subscriber_users SET status = 'PENDING'`],
  ['INV-22', `UPDATE user_subscriptions SET status = 'INACTIVE', updated_at = app_now() - interval '1 hour'`],
  ['INV-23', `DELETE FROM subscription_scopes WHERE id = (SELECT max(id) FROM subscription_scopes)`],
  ['INV-24', `INSERT INTO subscriber_users (email, updated_at) VALUES ('old@b.test', app_now() - interval '4 days')`],
])('%s finds %s', async (invariant, sql) => {
  await subscriptions.write(sql);
  if (invariant === 'INV-23') await subscriptions.write(`UPDATE user_subscriptions SET status = 'ACTIVE'`);
  expect(await found()).toEqual([invariant]);
});

it('INV-23 finds scopes of what is long gone', async () => {
  await subscriptions.write(`UPDATE pages SET deleted_at = app_now() - interval '9 days' WHERE id = $1`, [eu.id]);
  expect(await found()).toEqual(['INV-23']);
  await subscriptions.write(`UPDATE pages SET deleted_at = NULL WHERE id = $1`, [eu.id]);
});
