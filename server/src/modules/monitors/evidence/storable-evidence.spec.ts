import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ProbeDetail } from '../probes/probe.js';
import { BODY_BYTES, storableEvidence } from './storable-evidence.js';

const detail = (http: Partial<NonNullable<ProbeDetail['http']>>, explanation = 'DOWN: HTTP 500'): ProbeDetail => ({
  explanation,
  timings: null,
  http: { statusCode: 500, headers: [], bodyExcerpt: '', ...http },
});
const bodyOf = (bodyExcerpt: string): string => storableEvidence(detail({ bodyExcerpt })).http!.bodyExcerpt;

describe('evidence that is kept', () => {
  it('is the detail of the check', () => {
    const timings = { dnsMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3, totalMs: 6 };
    const http = { statusCode: 500, headers: [{ name: 'content-type', value: 'text/plain' }], bodyExcerpt: 'oops' };
    const seen = { explanation: 'DOWN: HTTP 500', timings, address: '192.0.2.1', http };
    expect(storableEvidence(seen)).toEqual(seen);
    expect(storableEvidence({ explanation: 'x', timings: null, http: null })).toEqual({
      explanation: 'x',
      timings: null,
      address: null,
      http: null,
    });
  });

  it.each(['set-cookie', 'Set-Cookie', 'X-Session-Token', 'x-api-key'])('hides the value of the header %s', (name) => {
    const { headers } = storableEvidence(detail({ headers: [{ name, value: 'sid=verysecret' }] })).http!;
    expect(headers).toEqual([{ name, value: '••••' }]);
  });

  it('cuts a body at 2 KiB, between characters', () => {
    expect(bodyOf('x'.repeat(5_000))).toBe('x'.repeat(BODY_BYTES));
    expect(bodyOf(`x${'é'.repeat(2_000)}`)).toBe(`x${'é'.repeat(1_023)}`);
    expect(bodyOf('🦉'.repeat(2_000))).toBe('🦉'.repeat(512));
  });

  it('is bounded and fit for the database, whatever a server sends', () => {
    const anything = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 3_000 });
    fc.assert(
      fc.property(anything, anything, (text, other) => {
        const headers = Array.from({ length: 80 }, () => ({ name: other, value: text }));
        const kept = storableEvidence(detail({ bodyExcerpt: text, headers }, other));
        const json = JSON.stringify(kept);
        expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(Buffer.byteLength(kept.http!.bodyExcerpt)).toBeLessThanOrEqual(BODY_BYTES);
        expect(kept.http!.headers.length).toBeLessThanOrEqual(50);
      }),
    );
  });
});
