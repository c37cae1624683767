import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { isDatabaseUnavailable } from '../../platform/database/transient-error.js';
import { Lifecycle } from '../../platform/lifecycle/lifecycle.js';
import { Ticker } from '../../platform/lifecycle/ticker.js';
import { Log } from '../../platform/logging/log.js';
import { PageVersions } from '../pages/page-versions.service.js';
import { FEED_FILES, Feeds } from './feeds/feeds.service.js';
import { STATUSPAGE_FILES, Statuspages } from './statuspage/statuspage.service.js';

const PAUSE_MS = 60_000;

/**
 * Asks for the feeds and the data of all pages before anybody does: when the database goes away, there is a last copy of each.
 * @see reliability REL-11
 */
@Injectable()
export class WarmAnswers implements OnApplicationBootstrap {
  private readonly ticker: Ticker;

  constructor(
    private readonly feeds: Feeds,
    private readonly statuspages: Statuspages,
    private readonly versions: PageVersions,
    private readonly config: Config,
    private readonly lifecycle: Lifecycle,
    log: Log,
  ) {
    this.ticker = new Ticker({ name: 'warm-answers', everyMs: PAUSE_MS, run: () => this.askForAll(), log });
  }

  onApplicationBootstrap(): void {
    if (!this.config.has('web')) return;
    this.lifecycle.onStop('claims', 'warm answers', () => this.ticker.stop());
    const unwatch = this.versions.onChange(() => {
      unwatch();
      this.ticker.start();
    });
  }

  /** One after the other: nobody waits for them. */
  async askForAll(): Promise<void> {
    try {
      for (const path of [null, ...this.versions.known().map((page) => page.path)]) {
        for (const file of FEED_FILES) await this.feeds.file(file, { pagePath: path, tag: null });
        for (const file of STATUSPAGE_FILES) await this.statuspages.file(file, path ?? '');
      }
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
    }
  }
}
