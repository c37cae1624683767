import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseHeartbeatAddress } from './heartbeat-address.js';

describe('heartbeat addresses (monitors §6.7)', () => {
  it.each([
    ['job:s3cret', { tag: 'job', secret: 's3cret' }],
    ['job/s3cret', { tag: 'job', secret: 's3cret' }],
    ['job%3As3cret', { tag: 'job', secret: 's3cret' }],
    ['job%3as3cret', { tag: 'job', secret: 's3cret' }],
    ['job:a:b/c', { tag: 'job', secret: 'a:b/c' }],
    ['job/a:b', { tag: 'job', secret: 'a:b' }],
    ['job:s3cret/', { tag: 'job', secret: 's3cret' }],
    ['job/s3cret/', { tag: 'job', secret: 's3cret' }],
    ['job:', 'empty'],
    ['job:/', 'empty'],
    [':s3cret', 'empty'],
    ['/s3cret', 'empty'],
    [':', 'empty'],
    ['job', 'missing'],
    ['job/', 'missing'],
    ['', 'missing'],
    ['/', 'missing'],
    ['job:%zz', 'missing'],
  ])('reads %j', (rest, expected) => {
    expect(parseHeartbeatAddress(rest)).toEqual(expected);
  });

  it('reads both forms of any tag and secret alike', () => {
    const secret = fc.string({ minLength: 1 }).filter((text) => !text.endsWith('/') && text.isWellFormed());
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([a-z0-9_-]*[a-z0-9])?$/), secret, (tag, value) => {
        const parts = { tag, secret: value };
        expect(parseHeartbeatAddress(`${tag}:${encodeURIComponent(value)}`)).toEqual(parts);
        expect(parseHeartbeatAddress(`${tag}/${encodeURIComponent(value)}`)).toEqual(parts);
      }),
    );
  });
});
