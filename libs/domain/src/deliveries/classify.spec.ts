import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classifyHttp, classifySmtp, retryAfterMs } from './classify.js';

it.each([
  [200, 'delivered'],
  [204, 'delivered'],
  [302, 'permanent'],
  [400, 'permanent'],
  [401, 'permanent'],
  [404, 'permanent'],
  [408, 'temporary'],
  [410, 'gone'],
  [425, 'temporary'],
  [429, 'temporary'],
  [500, 'temporary'],
  [503, 'temporary'],
] as const)('OBX-05 takes an answer of %d for %s', (status, kind) => {
  expect(classifyHttp(status)).toBe(kind);
});

it('calls every status something, and only 2xx delivered', () => {
  fc.assert(fc.property(fc.integer({ min: 100, max: 599 }), (s) => expect(classifyHttp(s) === 'delivered').toBe(s >= 200 && s < 300)));
});

it('ends a mail at once when its recipient is refused, and keeps it when we are', () => {
  expect(classifySmtp(550, true)).toEqual({ kind: 'permanent', isFinal: true });
  expect(classifySmtp(535, false)).toEqual({ kind: 'temporary' });
  expect(classifySmtp(451, true)).toEqual({ kind: 'temporary' });
  expect(classifySmtp(undefined, true)).toEqual({ kind: 'temporary' });
});

it('reads Retry-After as seconds and as a date', () => {
  const now = Date.UTC(2026, 10, 22, 12, 0, 0);
  expect(retryAfterMs('120', now)).toBe(120_000);
  expect(retryAfterMs('Sun, 22 Nov 2026 12:01:00 GMT', now)).toBe(60_000);
  expect(retryAfterMs('Sun, 22 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect([undefined, '', 'soon', '-5'].map((value) => retryAfterMs(value, now))).toEqual([undefined, undefined, undefined, undefined]);
});

it('never makes anything but a moment within a month of what a receiver writes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = retryAfterMs(text, 0) ?? 0;
      expect(ms).toBeGreaterThanOrEqual(0);
      expect(ms).toBeLessThanOrEqual(30 * 86_400_000);
    }),
  );
});
