import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROLES } from '@clarion/contract';
import { FixedClock, openDatabase, type OpenDatabase } from '@clarion/testing';
import type { DataSources } from '../../platform/database/data-sources.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { systemActor, type UserActor, visitorActor } from '../../platform/http/actor.js';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { AuditService } from '../audit/audit.service.js';
import { ApiKeysService } from './api-keys.service.js';
import { PasswordHasher } from './password-hasher.js';
import { PermissionsService } from './permissions.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { UsersService } from './users.service.js';

const ADA = { name: 'Ada', email: 'Ada@Acme.test', password: 'Tr0mbone-quilt' };
const visitor = visitorActor({ requestId: 'request-1', ip: '203.0.113.9', userAgent: 'spec' });
const clock = new FixedClock(1_800_000_000);
let database: OpenDatabase;
let room: ReturnType<typeof assemble>;

/** The room over a real database; nothing is faked but the process' clock. */
function assemble({ db }: OpenDatabase, keyring = new Keyring('k'.repeat(32))) {
  const sources = { get: () => db } as unknown as DataSources;
  const work = new UnitOfWork(sources);
  const audit = new AuditService(clock);
  const hasher = new PasswordHasher();
  const sessions = new SessionsService(sources);
  const permissions = new PermissionsService(sources, clock);
  const users = new UsersService(sources, work, audit, hasher, sessions);
  const keys = new ApiKeysService(sources, work, audit, keyring, permissions, clock);
  const signIn = new SignInService(users, sessions, work, audit, new RateLimiter(sources, clock));
  return { sources, work, hasher, sessions, permissions, users, keys, signIn };
}

async function signedIn(): Promise<{ actor: UserActor; token: string }> {
  const user = await room.users.createOwner(visitor, ADA);
  const token = await room.signIn.signIn(visitor, ADA.email, ADA.password);
  const session = await room.sessions.find(token);
  const { permissions } = await room.permissions.ofUser(user.id);
  return {
    token,
    actor: {
      ...visitor,
      kind: 'user',
      id: user.id,
      label: user.email,
      sessionId: String(session!.id),
      authenticatedAt: clock.now(),
      permissions,
    },
  };
}

beforeEach(async () => {
  await database?.close();
  database = await openDatabase();
  room = assemble(database);
});
afterAll(() => database.close());

describe('the first owner', () => {
  it('SEC-09 is one, however many sign up at once', async () => {
    const attempts = Array.from({ length: 20 }, (_, i) => room.users.createOwner(visitor, { ...ADA, email: `ada${i}@acme.test` }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [row] = await database.db.query<{ owners: number; users: number }[]>(
      `SELECT count(*) FILTER (WHERE is_owner)::int AS owners, count(*)::int AS users FROM users`,
    );
    expect(row).toEqual({ owners: 1, users: 1 });
  });

  it('is an admin, and his password stands nowhere', async () => {
    const user = await room.users.createOwner(visitor, ADA);
    expect(user.email).toBe('ada@acme.test');
    expect((await room.permissions.ofUser(user.id)).permissions).toEqual(new Set(BUILT_IN_ROLES.admin.permissions));
    const everything = JSON.stringify(await database.db.query('SELECT u.*, a.body FROM users u, audit_log a'));
    expect(everything).not.toContain(ADA.password);
  });

  it('needs a password worth the name', async () => {
    await expect(room.users.createOwner(visitor, { ...ADA, password: 'Password1' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      details: [{ field: 'password' }],
    });
  });
});

describe('signing in', () => {
  it('works with any spelling of the address and ends when the session does', async () => {
    const { actor, token } = await signedIn();
    expect(await room.sessions.find(token)).toMatchObject({ userId: actor.id });
    await database.db.query(`UPDATE sessions SET idle_expires_at = app_now() - interval '1 second'`);
    expect(await room.sessions.find(token)).toBeNull();
  });

  it('SEC-08 says the same to strangers, wrong passwords and inactive users', async () => {
    await room.users.createOwner(visitor, ADA);
    await database.db.transaction(async (tx) => {
      await tx.query(`SELECT set_config('app.actor', 'spec', true), set_config('app.request', 'spec', true)`);
      await tx.query(`INSERT INTO users (email, name, password_hash, is_active) VALUES ('cy@acme.test', 'Cy', $1, false)`, [
        await room.hasher.hash('Tr0mbone-quilt'),
      ]);
    });
    const tries = [
      [ADA.email, 'Wrong-pass-1'],
      ['nobody@acme.test', 'Tr0mbone-quilt'],
      ['cy@acme.test', 'Tr0mbone-quilt'],
    ] as const;
    const messages = new Set<string>();
    for (const [email, password] of tries) {
      await room.signIn
        .signIn({ ...visitor, ip: `198.51.100.${messages.size}` }, email, password)
        .catch((error: Error) => messages.add(error.message));
    }
    expect([...messages]).toEqual(['Wrong e-mail address or password']);
  });

  it('SEC-67 makes the sixth guess wait, the right password included', async () => {
    await room.users.createOwner(visitor, ADA);
    for (let i = 0; i < 5; i++)
      await expect(room.signIn.signIn(visitor, ADA.email, 'Wrong-pass-1')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(room.signIn.signIn(visitor, ADA.email, ADA.password)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('SEC-62 a new password ends the other sessions', async () => {
    const { actor, token } = await signedIn();
    const other = await room.signIn.signIn(visitor, ADA.email, ADA.password);
    await room.users.changePassword(actor, Number(actor.sessionId), ADA.password, 'An0ther-quilt');
    expect(await room.sessions.find(token)).not.toBeNull();
    expect(await room.sessions.find(other)).toBeNull();
    await expect(room.users.changePassword(actor, Number(actor.sessionId), ADA.password, 'Th1rd-quilt-x')).rejects.toMatchObject({
      details: [{ field: 'current_password' }],
    });
  });
});

describe('API keys', () => {
  const wanted = { name: 'pipeline', expiresAt: null, roleId: 'editor', userId: null };

  it('SEC-06 are found by what was shown once, and are kept as a hash', async () => {
    const { row, key } = await room.keys.create(systemActor('cli'), wanted);
    expect(key).toMatch(/^clarion_[0-9a-f]{64}$/);
    expect(row.maskedKey.endsWith(key.slice(-4))).toBe(true);
    expect((await room.keys.find(key))?.id).toBe(row.id);
    const everything = JSON.stringify(await database.db.query('SELECT k.*, a.body FROM api_keys k, audit_log a'));
    expect(everything).not.toContain(key);
  });

  it('stop working when INACTIVE, over or deleted', async () => {
    const { row, key } = await room.keys.create(systemActor('cli'), wanted);
    await room.keys.setStatus(systemActor('cli'), row.id, 'INACTIVE');
    expect(await room.keys.find(key)).toBeNull();
    await room.keys.setStatus(systemActor('cli'), row.id, 'ACTIVE');
    expect(await room.keys.find(key)).not.toBeNull();
    await room.keys.remove(systemActor('cli'), row.id);
    expect(await room.keys.find(key)).toBeNull();
    const old = await room.keys.create(systemActor('cli'), { ...wanted, expiresAt: new Date(0) });
    expect(await room.keys.find(old.key)).toBeNull();
  });

  it('survive a new signing key, and move under it when used', async () => {
    const { key } = await room.keys.create(systemActor('cli'), wanted);
    const rotated = assemble(database, new Keyring('n'.repeat(32), ['k'.repeat(32)]));
    expect(await rotated.keys.find(key)).not.toBeNull();
    expect(await assemble(database, new Keyring('n'.repeat(32))).keys.find(key)).not.toBeNull();
  });

  it('SEC-05 never hold more than their maker', async () => {
    const { actor } = await signedIn();
    const member = { ...actor, permissions: new Set(BUILT_IN_ROLES.member.permissions) };
    await expect(room.keys.create(member, { ...wanted, roleId: 'admin' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('have names of their own', async () => {
    await room.keys.create(systemActor('cli'), wanted);
    await expect(room.keys.create(systemActor('cli'), wanted)).rejects.toMatchObject({ code: 'BAD_REQUEST', details: [{ field: 'name' }] });
  });
});

it('SEC-75 leaves an audit row for every deed', async () => {
  const { actor } = await signedIn();
  await room.users.updateMe(actor, { preferences: { theme: 'dark' } });
  const rows = await database.db.query<{ body: { action: string; actor: string; before: object | null; after: object | null } }[]>(
    `SELECT body FROM audit_log WHERE body->>'action' <> 'system.seed' ORDER BY id`,
  );
  expect(rows.map(({ body }) => body.action)).toEqual(['user.create', 'session.start', 'user.update']);
  expect(rows[2]!.body).toMatchObject({
    actor: `user:${actor.id}`,
    before: { preferences: {} },
    after: { preferences: { theme: 'dark' } },
  });
});
