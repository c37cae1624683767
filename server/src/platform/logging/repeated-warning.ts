import { type Log, type LogFields } from './log.js';

const EVERY_MS = 10_000;

interface Told {
  at: number;
  /** Times it happened since without being told. */
  missed: number;
}

/** Says the same thing at most every ten seconds: a store that is away fails dozens of times a second. */
export class RepeatedWarning {
  private readonly told = new Map<string, Told>();

  constructor(private readonly log: Log) {}

  /** @param key what makes two warnings the same; a closed set, such as queue names */
  warn(key: string, message: string, fields: LogFields): void {
    const now = performance.now();
    const last = this.told.get(key);
    if (last !== undefined && now - last.at < EVERY_MS) {
      last.missed++;
      return;
    }
    this.told.set(key, { at: now, missed: 0 });
    this.log.warn(message, last === undefined || last.missed === 0 ? fields : { ...fields, count: last.missed + 1 });
  }
}
