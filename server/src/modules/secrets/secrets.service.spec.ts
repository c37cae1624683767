import { SecretEntity } from '@clarion/database/platform/secret.entity';
import { FixedClock, openDatabase, type OpenDatabase } from '@clarion/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor } from '../../platform/http/actor.js';
import { Log } from '../../platform/logging/log.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { secretPlace, type SecretValues } from '../../platform/secrets/secret-values.js';
import type { Signals } from '../../platform/signals/signals.js';
import { AuditService } from '../audit/audit.service.js';
import type { SecretUses } from './secret-uses.service.js';
import { SecretsService } from './secrets.service.js';

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)];
const actor = systemActor('spec');
let database: OpenDatabase;
const lines: { msg: string; code: string }[] = [];
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(async () => database.close());

/** The room of a process that has these keys; nobody listens and nobody uses. */
function room(keyring: Keyring): SecretsService {
  const sources = { get: () => database.db } as unknown as DataSources;
  const log = Log.create('info', { write: (text: string) => lines.push(JSON.parse(text) as { msg: string; code: string }) });
  return new SecretsService(
    sources,
    new UnitOfWork(sources),
    keyring,
    { forget: () => undefined } as SecretValues,
    { notify: () => Promise.resolve() } as unknown as Signals,
    { of: () => Promise.resolve({ monitors: [], triggers: [] }) } as unknown as SecretUses,
    new AuditService(new FixedClock(1_800_000_000)),
    log,
  );
}
const rows = async (): Promise<SecretEntity[]> => database.db.getRepository(SecretEntity).find({ order: { id: 'ASC' } });

it('OPS-05 seals under the present key what an earlier one sealed, so that the earlier one can go', async () => {
  const earlier = room(new Keyring(OLD));
  await earlier.create(actor, { name: 'SHOP', value: 'shop-value' });
  await earlier.create(actor, { name: 'BANK', value: 'bank-value' });
  const before = await rows();
  await room(new Keyring('x'.repeat(32))).create(actor, { name: 'LOST', value: 'lost-value' });

  const both = room(new Keyring(NEW, [OLD]));
  await both.reseal();
  const after = await rows();
  const now = new Keyring(NEW);
  expect(after.slice(0, 2).map(({ id, value }) => now.decrypt(value, secretPlace(id)))).toEqual(['shop-value', 'bank-value']);
  expect(after.slice(0, 2).map(({ version, updatedAt }) => [version, updatedAt])).toEqual(
    before.map(({ version, updatedAt }) => [version, updatedAt]),
  );
  // What no key opens stays for the day the key is found, and is named.
  expect(after[2]!.value).not.toMatch(`v1.${now.kid}.`);
  expect(lines).toMatchObject([{ msg: 'a stored secret cannot be read', code: 'LOST' }]);

  await both.reseal();
  expect(await rows()).toEqual(after);
});

it('replaces a secret that nobody can read any more', async () => {
  const present = room(new Keyring(NEW));
  await present.update(actor, 'LOST', { value: 'found-value' }, () => undefined);
  const [lost] = await database.db.getRepository(SecretEntity).findBy({ name: 'LOST' });
  expect(new Keyring(NEW).decrypt(lost!.value, secretPlace(lost!.id))).toBe('found-value');
});
