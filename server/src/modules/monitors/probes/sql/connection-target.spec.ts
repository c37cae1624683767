import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readConnectionTarget } from './connection-target.js';

describe('SEC-25 connection strings', () => {
  it.each<[string, 'pg' | 'mysql2', object]>([
    [
      'postgresql://ada:p%40ss@db.test:6432/shop',
      'pg',
      { host: 'db.test', port: 6432, user: 'ada', password: 'p@ss', database: 'shop', tls: 'none' },
    ],
    ['postgres://ada@db.test', 'pg', { port: 5432, password: '', database: 'ada' }],
    ['postgres://ada@[2001:db8::1]/shop?sslmode=verify-full&application_name=x', 'pg', { host: '2001:db8::1', tls: 'named' }],
    ['postgres://ada@db.test/shop?sslmode=require&channel_binding=require', 'pg', { tls: 'encrypted' }],
    ['mysql://ada:pass@db.test/shop', 'mysql2', { port: 3306, database: 'shop', tls: 'none' }],
    ['mysql://ada@db.test', 'mysql2', { database: '' }],
    ['mysql://ada@db.test/shop?ssl-mode=VERIFY_CA', 'mysql2', { tls: 'vouched' }],
    ['mysql://ada@db.test/shop?ssl=true&charset=utf8mb4', 'mysql2', { tls: 'named' }],
  ])('reads %s', (text, database, target) => {
    expect(readConnectionTarget(text, database)).toMatchObject(target);
  });

  it.each<[string, 'pg' | 'mysql2', RegExp]>([
    ['db.test', 'pg', /must look like postgresql/],
    ['postgres://ada:p@ss/word@db.test/x', 'mysql2', /must begin with mysql/],
    ['mysql://ada@db.test/x', 'pg', /must begin with postgresql/],
    ['file:///etc/passwd', 'pg', /must begin with/],
    ['postgres://db.test/shop', 'pg', /must name a user/],
    ['postgres:///shop?host=/var/run/postgresql', 'pg', /must not set host/],
    ['postgres://ada@a.test,b.test/shop', 'pg', /must name one host/],
    ['postgres://ada@%2Fvar%2Frun/shop%2Fx', 'pg', /must name one database/],
    ['postgres://ada@db.test/shop?sslrootcert=/etc/passwd', 'pg', /must not set sslrootcert/],
    ['postgres://ada@db.test/shop?sslkey=/x', 'pg', /must not set sslkey/],
    ['postgres://ada@db.test/shop?options=-c%20x', 'pg', /must not set options/],
    ['postgres://ada@db.test/shop?sslmode=maybe', 'pg', /sets sslmode to something unknown/],
    ['mysql://ada@db.test/shop?socketPath=/x', 'mysql2', /must not set socketPath/],
    ['mysql://ada@db.test/shop?infileStreamFactory=x', 'mysql2', /must not set infileStreamFactory/],
    ['postgres://ada:100%@db.test/shop', 'pg', /a % that escapes nothing/],
    ['postgres://ada:12#x@db.test/shop', 'pg', /must look like|must not hold a #/],
    ['postgres://ada:12?word7@db.test/shop', 'pg', /must not set what stands behind its \?/],
  ])('refuses %s', (text, database, reason) => {
    expect(readConnectionTarget(text, database)).toMatch(reason);
  });

  it('never throws, and never repeats a password', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/);
    const junk = fc.constantFrom('', '#', '?', '/', '@', '%', ':', '//', '?a=', '&b');
    fc.assert(
      fc.property(secret, junk, junk, (password, before, after) => {
        const target = readConnectionTarget(`postgres://ada:${before}${password}${after}@db.test/shop`, 'pg');
        if (typeof target === 'string') expect(target).not.toContain(password);
      }),
    );
  });
});
