import { describe, expect, it } from '@jest/globals';
import { GroupCommit, QueueFullError } from './group-commit.js';

/** A write that the test finishes by hand. */
function aWrite() {
  const batches: { entries: readonly number[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const arrivals: (() => void)[] = [];
  const write = async (entries: readonly number[]): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      batches.push({ entries, finish: () => resolve(entries.map((entry) => `#${entry}`)), fail: reject });
      arrivals.shift()?.();
    });
  const arrived = async (): Promise<void> => new Promise((resolve) => arrivals.push(resolve));
  return { batches, write, arrived };
}

describe('REL-35 group commit', () => {
  it('writes at once when a batch is full, and answers each entry after its write', async () => {
    const { batches, write } = aWrite();
    const group = new GroupCommit(write, { queue: 10, batch: 3, waitMs: 60_000 });
    const answers = [1, 2, 3].map(async (entry) => group.add(entry));
    expect(batches.map(({ entries }) => entries)).toEqual([[1, 2, 3]]);
    batches[0]?.finish();
    expect(await Promise.all(answers)).toEqual(['#1', '#2', '#3']);
  });

  it('writes a lone entry after the wait', async () => {
    const { batches, write, arrived } = aWrite();
    const group = new GroupCommit(write, { queue: 10, batch: 3, waitMs: 1 });
    const answer = group.add(7);
    await arrived();
    batches[0]?.finish();
    expect(await answer).toBe('#7');
  });

  it('gathers the next batch while one is written', async () => {
    const { batches, write, arrived } = aWrite();
    const group = new GroupCommit(write, { queue: 10, batch: 2, waitMs: 60_000 });
    const answers = [1, 2, 3, 4, 5].map(async (entry) => group.add(entry));
    expect(batches).toHaveLength(1);
    for (let index = 0; index < 3; index += 1) {
      const next = index < 2 ? arrived() : undefined;
      batches[index]?.finish();
      await next;
    }
    expect(await Promise.all(answers)).toEqual(['#1', '#2', '#3', '#4', '#5']);
    expect(batches.map(({ entries }) => entries)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('refuses when the queue is full, and takes entries again afterwards', async () => {
    const { batches, write } = aWrite();
    const group = new GroupCommit(write, { queue: 3, batch: 2, waitMs: 60_000 });
    const taken = [1, 2, 3].map(async (entry) => group.add(entry));
    await expect(group.add(4)).rejects.toBeInstanceOf(QueueFullError);
    batches[0]?.finish();
    await Promise.all(taken.slice(0, 2));
    const drained = group.drain();
    batches[1]?.finish();
    await drained;
    expect(await taken[2]).toBe('#3');
  });

  it('tells every entry of a failed write, and only those', async () => {
    const { batches, write } = aWrite();
    const group = new GroupCommit(write, { queue: 10, batch: 1, waitMs: 60_000 });
    const first = group.add(1);
    const second = group.add(2);
    batches[0]?.fail(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    batches[1]?.finish();
    expect(await second).toBe('#2');
  });
});
