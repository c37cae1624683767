import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headerText, mailboxesOf, messageIdOf, passedHeaders, subjectOf, threadIdOf } from './mail-headers.js';

const LINE_ENDS = /[\r\n\0\u0085\u2028\u2029]/;
/** Texts with more line ends and quotes than people write. */
const nasty = fc.string({
  unit: fc.oneof(fc.constantFrom('\r', '\n', '\0', '"', '<', '>', ',', '@', ':', 'Bcc', ' '), fc.string({ unit: 'binary' })),
});

describe('OBX-08 headers', () => {
  it('never hold a second line, whatever somebody wrote', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(headerText(text)).not.toMatch(LINE_ENDS);
        expect(subjectOf(text).length).toBeLessThanOrEqual(1000);
        for (const value of Object.values(passedHeaders({ 'X-Any': text, 'List-Unsubscribe': text }))) expect(value).not.toMatch(LINE_ENDS);
      }),
    );
  });

  it('pass nothing that is ours', () => {
    const ours = [
      'From',
      'To',
      'Cc',
      'BCC',
      'Subject',
      'Message-ID',
      'References',
      'Sender',
      'Content-Type',
      'X-\r\nBcc',
      'Auto-Submitted',
    ];
    expect(passedHeaders(Object.fromEntries(ours.map((name) => [name, 'x'])))).toEqual({});
  });

  it('address nobody but mailboxes', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const { name, address } of mailboxesOf(text) ?? []) {
          expect(`${name}${address}`).not.toMatch(LINE_ENDS);
          expect(address.split('@')).toHaveLength(2);
          expect(address.length).toBeLessThanOrEqual(254);
        }
      }),
    );
  });

  it('take a list of mailboxes, with names or without', () => {
    expect(mailboxesOf('"Ops, night" <ops@acme.test>, bo@acme.test')).toEqual([
      { name: 'Ops, night', address: 'ops@acme.test' },
      { name: '', address: 'bo@acme.test' },
    ]);
    expect(mailboxesOf(Array.from({ length: 51 }, (_, i) => `u${i}@acme.test`).join(','))).toBeNull();
  });

  it('hold the same ids every time, under a domain that any server takes', () => {
    const sender = { name: '', address: 'status@bücher.test' };
    expect(messageIdOf('msg_1_2', sender)).toBe('<msg_1_2@xn--bcher-kva.test>');
    expect(threadIdOf('a:incident:1', sender)).toBe(threadIdOf('a:incident:1', sender));
    expect(threadIdOf('a:incident:1', sender)).toMatch(/^<thread-[0-9a-f]{24}@xn--bcher-kva\.test>$/);
  });
});
