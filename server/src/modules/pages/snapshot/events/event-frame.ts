import type { EventPageFrame } from '@clarion/contract';
import type { PageFacts } from '../facts.js';
import { presentOf } from '../monitor-row.js';
import { bannerOf, freshnessOf, type Setting, versionText } from '../page-snapshot.js';
import { siteSnapshot } from '../site-snapshot.js';

/**
 * What a page about events has around it: chrome, and the banner of a status page.
 * @param page whose banner it shows, and below whose address it is read
 * @param basis versions of everything it shows, by page id
 */
export function eventFrame(page: PageFacts, basis: ReadonlyMap<number, number>, setting: Setting, isOfPage: boolean): EventPageFrame {
  const { now, site } = page;
  const { timeZone, locale } = setting;
  const monitors = page.monitors.map((monitor) => {
    const { status, intervalSeconds } = presentOf(monitor, now);
    return { status, intervalSeconds, lastCheckedAt: monitor.state?.timestamp ?? null };
  });
  const open = page.eventSettings.incidents.showOngoing ? page.events.incidents.filter(({ state }) => state !== 'RESOLVED').length : 0;
  return {
    v: 1,
    // Marked: it counts what several pages went through, and resumes no stream of any of them.
    version: `${versionText(
      site.epoch,
      [...basis.values()].reduce((sum, version) => sum + version, 0),
    )}e`,
    generatedAt: now,
    ...freshnessOf(monitors, now),
    site: siteSnapshot(site, setting, now),
    ...{ locale, timeZone, isOfPage },
    banner: bannerOf(monitors, open),
    pagePath: page.path,
  };
}
