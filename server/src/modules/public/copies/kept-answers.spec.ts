import { describe, expect, it } from '@jest/globals';
import { KeptAnswers, type Made } from './kept-answers.js';

const AWAY = new Error('away');

function place(size = 2) {
  const versions = new Map([[1, 1]]);
  const state = { now: 0, count: 0 };
  const answers = new KeptAnswers<string>({
    versionOf: (id) => versions.get(id),
    isOutage: (error) => error === AWAY,
    size,
    nowMs: () => state.now,
  });
  const make = (): Promise<Made<string>> =>
    Promise.resolve({ answer: `answer ${++state.count}`, basis: new Map([[1, versions.get(1) ?? 0]]) });
  return { answers, versions, state, make };
}

describe('KeptAnswers', () => {
  it('makes an answer once for a version, however many ask at once', async () => {
    const { answers, versions, make } = place();
    expect(await Promise.all([answers.get('a', make), answers.get('a', make)])).toEqual(['answer 1', 'answer 1']);
    expect(await answers.get('a', make)).toBe('answer 1');
    versions.set(1, 2);
    expect(await answers.get('a', make)).toBe('answer 2');
  });

  it('makes it anew after a minute, and when a page of it is gone', async () => {
    const { answers, versions, state, make } = place();
    await answers.get('a', make);
    state.now = 60_000;
    expect(await answers.get('a', make)).toBe('answer 2');
    versions.delete(1);
    expect(await answers.get('a', make)).toBe('answer 3');
  });

  it('REL-11 answers with the last one while the database is away', async () => {
    const { answers, versions, make } = place();
    await answers.get('a', make);
    versions.set(1, 2);
    expect(await answers.get('a', () => Promise.reject(AWAY))).toBe('answer 1');
    await expect(answers.get('b', () => Promise.reject(AWAY))).rejects.toBe(AWAY);
    await expect(answers.get('a', () => Promise.reject(new Error('wrong')))).rejects.toThrow('wrong');
  });

  it('forgets what is gone, and what nobody asked for longest', async () => {
    const { answers, versions, make } = place();
    await answers.get('a', make);
    await answers.get('b', make);
    await answers.get('a', make);
    await answers.get('c', make);
    expect(await answers.get('a', make)).toBe('answer 1');
    expect(await answers.get('b', make)).toBe('answer 4');
    versions.set(1, 2);
    expect(await answers.get('b', () => Promise.resolve(null))).toBeNull();
    await expect(answers.get('b', () => Promise.reject(AWAY))).rejects.toBe(AWAY);
  });
});
