import path from 'node:path';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../../platform/lifecycle/ticker.js';
import { Log } from '../../../platform/logging/log.js';
import { PageVersions } from '../../pages/page-versions.service.js';
import { StaticCopies } from './static-copies.service.js';

/** A copy follows its pages this soon, ms: it is read when nothing else is left, not to see the newest second. */
const FOLLOW_MS = 10_000;
/** Pages of monitors and events, which a change of a status does not touch, follow this soon, ms. */
const WHOLE_MS = 10 * 60_000;
/** An older document may be served this long after its page has changed, ms. */
const SETTLED_MS = 2_000;

/** Keeps the directory of `STATIC_EXPORT_DIR` as new as the pages are. */
@Injectable()
export class StaticCopyKeeper implements OnApplicationBootstrap {
  private readonly ticker: Ticker;
  /** Of the newest change; what was copied before it, or right after, is old. */
  private changedAt = performance.now();
  private copiedAt = -Infinity;
  private wholeAt = -Infinity;

  constructor(
    private readonly copies: StaticCopies,
    private readonly versions: PageVersions,
    private readonly config: Config,
    private readonly lifecycle: Lifecycle,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'static-copy', everyMs: FOLLOW_MS, run: () => this.follow(), log });
  }

  onApplicationBootstrap(): void {
    if (this.config.STATIC_EXPORT_DIR === undefined || !this.config.has('web')) return;
    this.versions.onChange(() => {
      this.changedAt = performance.now();
    });
    this.lifecycle.onStop('claims', 'static copy', () => this.ticker.stop());
    this.ticker.start();
  }

  private async follow(): Promise<void> {
    if (!this.versions.isKnown || this.copiedAt >= this.changedAt + SETTLED_MS) return;
    const now = performance.now();
    const isWhole = now - this.wholeAt >= WHOLE_MS;
    await this.copies.export(path.resolve(this.config.STATIC_EXPORT_DIR!), isWhole);
    this.copiedAt = now;
    if (isWhole) this.wholeAt = now;
  }
}
