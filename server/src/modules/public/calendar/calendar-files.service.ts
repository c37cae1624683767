import { formatUnits, resolveLocale, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { EventSnapshots } from '../../pages/event-snapshots.service.js';
import { textOfMarkdown } from '../../../platform/markdown/markdown.js';
import { affectedOf, namesOf } from '../../pages/snapshot/events/event-snapshots.js';
import { siteLocales, siteName, siteSnapshot } from '../../pages/snapshot/site-snapshot.js';
import { Snapshots } from '../../pages/snapshots.service.js';
import { pack, type Representation } from '../copies/document.js';
import { calendarText } from './calendar-text.js';

/** Maintenances as files for calendars. */
@Injectable()
export class CalendarFiles {
  constructor(
    private readonly events: EventSnapshots,
    private readonly snapshots: Snapshots,
    private readonly config: Config,
  ) {}

  /** One occurrence. @param pagePath below which it is read; null = by itself @returns null for one that readers do not see */
  async maintenance(eventId: number, pagePath: string | null): Promise<Representation | null> {
    const page = await this.snapshots.facts(pagePath ?? '');
    if (page === null) return null;
    const locale = resolveLocale(siteLocales(page.site.settings));
    const found = await this.events.occurrence(eventId, pagePath, locale);
    if (found === null) return null;
    const { maintenance, description, revision, changedAt } = found.facts;
    const { url, basePath } = siteSnapshot(page.site, { basePath: this.config.APP_BASE_PATH, origin: this.config.ORIGIN }, page.now);
    const affected = affectedOf(maintenance.affected, namesOf(found.monitors)).map(({ name }) => name);
    const text = calendarText(siteName(page.site.settings), [
      {
        // Whatever page it is taken from, it is one and the same event.
        uid: `maintenance-${eventId}@${URL.canParse(url) ? new URL(url).hostname : 'status'}`,
        from: maintenance.from,
        to: maintenance.to,
        title: maintenance.title,
        description: [
          textOfMarkdown(description ?? ''),
          affected.length === 0 ? '' : translate(locale, 'maintenance.affects', { services: formatUnits(locale, affected) }),
        ]
          .filter(Boolean)
          .join('\n'),
        url: `${url}${basePath}${pagePath === null ? '' : `/${pagePath}`}/maintenances/${eventId}`,
        isCancelled: maintenance.status === 'CANCELLED',
        revision,
        changedAt,
      },
    ]);
    return pack(`${revision}`, text);
  }
}
