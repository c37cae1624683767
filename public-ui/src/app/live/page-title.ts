import type { Snapshot } from '@clarion/contract';
import { formatMonth, translate } from '@clarion/i18n';

import { headline } from '../banner/headline';

const plainTitle = (snapshot: Snapshot): string => {
  switch (snapshot.kind) {
    case 'page':
      return snapshot.page.metaTitle || snapshot.page.title || snapshot.site.name;
    case 'monitor':
      return translate(snapshot.locale, 'title.monitor', { name: snapshot.monitor.name, site: snapshot.site.name });
    case 'incident':
      return translate(snapshot.locale, 'title.monitor', { name: snapshot.incident.title, site: snapshot.site.name });
    case 'maintenance':
      return translate(snapshot.locale, 'title.monitor', { name: snapshot.maintenance.title, site: snapshot.site.name });
    case 'maintenances':
      return translate(snapshot.locale, 'title.monitor', {
        name: translate(snapshot.locale, 'maintenance.heading'),
        site: snapshot.site.name,
      });
    case 'calendar': {
      const month = formatMonth(snapshot.locale, snapshot.timeZone, snapshot.dayStarts[0] ?? 0);
      const name = translate(snapshot.locale, 'calendar.title', { month });
      return translate(snapshot.locale, 'title.monitor', { name, site: snapshot.site.name });
    }
    case 'not-found':
      return translate(snapshot.locale, 'title.monitor', { name: translate(snapshot.locale, 'notFound.title'), site: snapshot.site.name });
  }
};

/** Title of the tab: what is wrong comes first, since that is all a narrow tab shows. */
export const pageTitle = (snapshot: Snapshot, isStale = false): string => {
  const title = plainTitle(snapshot);
  // A page about events is found again by its own name; the state stands on it.
  if (snapshot.kind !== 'page' && snapshot.kind !== 'monitor') return title;
  const { key, tone } = headline(snapshot.banner);
  if (tone === 'UP' && !isStale) return title;
  const status = translate(snapshot.locale, isStale ? 'banner.unknown' : key);
  return translate(snapshot.locale, 'title.withStatus', { status, title });
};
