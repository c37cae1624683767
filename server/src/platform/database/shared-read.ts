import { seenTransaction } from './looking-into.js';

/**
 * A read that many ask for at once. Who comes while one runs shares the next with everybody else who waits for it, so a burst costs two
 * reads and nobody gets what was read before he asked: nothing is cached, and nothing has to be forgotten. Who looks into
 * a transaction reads alone: others must not get what may never be committed.
 */
export class SharedRead<K, T> {
  private readonly turns = new Map<K, { readonly now: Promise<T>; next: Promise<T> | null }>();

  constructor(private readonly read: (key: K) => Promise<T>) {}

  /** @throws what the read throws, to everybody who shared it */
  of(key: K): Promise<T> {
    if (seenTransaction() !== undefined) return this.read(key);
    const turn = this.turns.get(key);
    if (turn === undefined) return this.begin(key);
    const begin = (): Promise<T> => this.begin(key);
    turn.next ??= turn.now.then(begin, begin);
    return turn.next;
  }

  private begin(key: K): Promise<T> {
    const turn = { now: this.read(key), next: null };
    this.turns.set(key, turn);
    const end = (): void => {
      if (turn.next === null) this.turns.delete(key);
    };
    turn.now.then(end, end);
    return turn.now;
  }
}
