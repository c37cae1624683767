import { type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';

/** As many are remembered; older ones explain nothing any more. */
const REMEMBERED = 20;

/** When the database did not answer this process. In memory on purpose: there is nowhere to write it down meanwhile. */
@Injectable()
export class DatabaseOutages {
  private readonly past: Window[] = [];
  private since: number | null = null;

  constructor(private readonly clock: Clock) {}

  /** The database did not answer. */
  failed(): void {
    this.since ??= this.clock.now();
  }

  /** The database answered. */
  answered(): void {
    if (this.since === null) return;
    this.past.push({ from: this.since, to: this.clock.now() + 1 });
    this.since = null;
    if (this.past.length > REMEMBERED) this.past.shift();
  }

  /** Known outages, the running one included; Unix seconds. */
  all(): Window[] {
    return this.since === null ? [...this.past] : [...this.past, { from: this.since, to: this.clock.now() + 1 }];
  }
}
