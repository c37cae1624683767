import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeHealthResponse, encodeHealthRequest } from './health-messages.js';

describe('messages of grpc.health.v1', () => {
  it('asks for a service by name, or for none', () => {
    expect(encodeHealthRequest('')).toEqual(Buffer.alloc(0));
    expect(encodeHealthRequest('shop')).toEqual(Buffer.from([0x0a, 4, ...Buffer.from('shop')]));
    expect([...encodeHealthRequest('x'.repeat(300)).subarray(0, 3)]).toEqual([0x0a, 0xac, 0x02]);
  });

  it.each<[string, number[], number]>([
    ['nothing', [], 0],
    ['SERVING', [0x08, 1], 1],
    ['a large number', [0x08, 0xac, 0x02], 300],
    ['fields of later versions', [0x12, 2, 9, 9, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x08, 2, 0x30, 7], 2],
    ['the last of two', [0x08, 1, 0x08, 2], 2],
  ])('reads %s', (_, bytes, status) => {
    expect(decodeHealthResponse(Buffer.from(bytes))).toBe(status);
  });

  it('refuses what is no message, and never hangs', () => {
    for (const bytes of [[0x08], [0x0a, 9, 1], [0x0b], [0x08, ...Array<number>(11).fill(0x80)]])
      expect(() => decodeHealthResponse(Buffer.from(bytes))).toThrow(RangeError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          expect(decodeHealthResponse(Buffer.from(bytes))).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
