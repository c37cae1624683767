import { describe, expect, it } from '@jest/globals';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { assertIfMatch, etagOf, isNotModified, matchesEtag } from './etag.js';

const request = (headers: Record<string, string>): FastifyRequest => ({ headers }) as unknown as FastifyRequest;

describe('ETags', () => {
  it('depend on every part and on their borders', () => {
    const tags = [etagOf('a', 'b'), etagOf('ab'), etagOf('a', 'c'), etagOf('b', 'a'), etagOf('a', 1), etagOf(Buffer.from('a'))];
    expect(new Set(tags).size).toBe(tags.length);
    expect(etagOf('a', 1)).toBe(etagOf('a', '1'));
    expect(etagOf('a')).toMatch(/^"[\w-]{27}"$/);
  });

  it.each([
    [undefined, false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
  ])('If-None-Match: %s', (header, expected) => {
    expect(matchesEtag(header, '"a"')).toBe(expected);
  });

  it('answer 304 to who has it already', () => {
    const seen: Record<string, unknown> = {};
    const reply = {
      header: (name: string, value: string) => Object.assign(seen, { [name]: value }),
      code: (code: number) => Object.assign(seen, { code }),
    } as unknown as FastifyReply;
    expect(isNotModified(request({}), reply, '"a"')).toBe(false);
    expect(isNotModified(request({ 'if-none-match': '"a"' }), reply, '"a"')).toBe(true);
    expect(seen).toEqual({ etag: '"a"', code: 304 });
  });

  it('refuse a write that was made from an older version, and only then', () => {
    for (const header of [{}, { 'if-match': '"a"' }, { 'if-match': '*' }, { 'if-match': '"b", "a"' }])
      assertIfMatch(request(header as Record<string, string>), '"a"');
    for (const header of ['"b"', 'W/"a"', 'a'])
      expect(() => assertIfMatch(request({ 'if-match': header }), '"a"')).toThrow('Somebody else changed this');
  });
});
