import type { Snapshot } from '@clarion/contract';
import { translate } from '@clarion/i18n';

import { headline } from '../banner/headline';

const plainTitle = (snapshot: Snapshot): string => {
  switch (snapshot.kind) {
    case 'page':
      return snapshot.page.metaTitle || snapshot.page.title || snapshot.site.name;
    case 'monitor':
      return translate(snapshot.locale, 'title.monitor', { name: snapshot.monitor.name, site: snapshot.site.name });
    case 'not-found':
      return translate(snapshot.locale, 'title.monitor', { name: translate(snapshot.locale, 'notFound.title'), site: snapshot.site.name });
  }
};

/** Title of the tab: what is wrong comes first, since that is all a narrow tab shows. */
export const pageTitle = (snapshot: Snapshot, isStale = false): string => {
  const title = plainTitle(snapshot);
  if (snapshot.kind === 'not-found') return title;
  const { key, tone } = headline(snapshot.banner);
  if (tone === 'UP' && !isStale) return title;
  const status = translate(snapshot.locale, isStale ? 'banner.unknown' : key);
  return translate(snapshot.locale, 'title.withStatus', { status, title });
};
