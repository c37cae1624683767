import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { secretsOfVariables } from '../../../../platform/secrets/secret-values.js';
import { readSqlRequest } from './sql-request.js';

const SECRETS = secretsOfVariables(
  new Map([
    ['SECRET_PASSWORD', 'hunter2'],
    ['SECRET_DSN', 'mysql://ada:hunter2@db.test/shop'],
  ]),
);

describe('what an SQL monitor asks for (monitors §6.6)', () => {
  it('takes the defaults for what is not said', () => {
    expect(readSqlRequest({ connectionString: ' postgres://ada:$SECRET_PASSWORD@db.test/shop ' }, SECRETS)).toEqual({
      database: 'pg',
      target: { host: 'db.test', port: 5432, user: 'ada', password: 'hunter2', database: 'shop', tls: 'none' },
      statement: 'SELECT 1',
      timeoutMs: 5_000,
      secrets: ['postgres://ada:hunter2@db.test/shop', 'hunter2', 'hunter2', 'hunter2'],
    });
  });

  it('takes the whole connection string from a secret', () => {
    const typeData = { dbType: 'mysql2', connectionString: '$SECRET_DSN', query: 'SELECT 2', timeout: 300 };
    expect(readSqlRequest(typeData, SECRETS)).toMatchObject({
      database: 'mysql2',
      target: { host: 'db.test', port: 3306 },
      statement: 'SELECT 2',
      timeoutMs: 300,
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'the monitor has no connection string yet'],
    [{ connectionString: 17 }, 'the monitor has no connection string yet'],
    [{ dbType: 'db2', connectionString: 'x' }, 'the type of the database is not known'],
    [{ dbType: 'sqlite3', connectionString: '/etc/passwd' }, 'databases of the type sqlite3 cannot be checked'],
    [{ dbType: 'mssql', connectionString: 'x' }, 'databases of the type mssql cannot be checked'],
    [
      { connectionString: '$SECRET_UNKNOWN' },
      'the connection string must look like postgresql://user:password@host/database, with special characters escaped',
    ],
  ])('says what is wrong with %j', (typeData, reason) => {
    expect(readSqlRequest(typeData, SECRETS)).toBe(reason);
  });

  it('never throws, whatever was stored', () => {
    const members = fc.constantFrom('dbType', 'connectionString', 'query', 'timeout');
    fc.assert(
      fc.property(fc.dictionary(members, fc.anything()), (typeData) => {
        const request = readSqlRequest(typeData, SECRETS);
        expect(typeof request === 'string' || request.timeoutMs >= 1).toBe(true);
      }),
    );
  });
});

it('SEC-46 sends nothing that is bound to web origins to a database', () => {
  const secrets = new Map([['SHOP', { value: 'canary-1234', problem: null, origins: ['https://db.test'] }]]);
  expect(readSqlRequest({ connectionString: 'postgres://ada:$SHOP@db.test/shop' }, secrets)).toBe(
    'the secret $SHOP may not be sent there, only to https://db.test',
  );
});
