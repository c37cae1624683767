import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SharedRead } from './shared-read.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SharedRead', () => {
  it('never answers with what was read before the question, and reads twice for any burst', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ asks: fc.nat(5), turns: fc.nat(3) }), { maxLength: 20 }), async (steps) => {
        let changed = 0;
        let reads = 0;
        const shared = new SharedRead(async () => {
          reads += 1;
          const seen = changed;
          await turn();
          return seen;
        });
        const answers: Promise<void>[] = [];
        for (const { asks, turns } of steps) {
          changed += 1;
          const before = reads;
          for (let i = 0; i < asks; i++) {
            const least = changed;
            answers.push(shared.of('a').then((seen) => expect(seen).toBeGreaterThanOrEqual(least)));
          }
          expect(reads - before).toBeLessThanOrEqual(1);
          for (let i = 0; i < turns; i++) await turn();
        }
        await Promise.all(answers);
        expect(reads).toBeLessThanOrEqual(answers.length);
      }),
    );
  });

  it('keeps keys apart, and forgets those nobody waits for', async () => {
    const reads: string[] = [];
    const shared = new SharedRead(async (key: string) => {
      reads.push(key);
      await turn();
      return key;
    });
    expect(await Promise.all(['a', 'b', 'a', 'a'].map((key) => shared.of(key)))).toEqual(['a', 'b', 'a', 'a']);
    expect(reads).toEqual(['a', 'b', 'a']);
    await shared.of('a');
    expect(reads).toHaveLength(4);
  });

  it('tells everybody who shared it of a failure, and reads again for those who ask next', async () => {
    let isBroken = true;
    const shared = new SharedRead(async () => {
      await turn();
      if (isBroken) throw new Error('away');
      return 'back';
    });
    const first = shared.of('a');
    const second = shared.of('a');
    await expect(first).rejects.toThrow('away');
    isBroken = false;
    expect(await second).toBe('back');
  });
});
