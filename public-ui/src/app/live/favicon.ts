import type { Snapshot, Status } from '@clarion/contract';

import { headline } from '../banner/headline';

const SHAPES = {
  UP: 'up',
  DEGRADED: 'degraded',
  DOWN: 'down',
  MAINTENANCE: 'maintenance',
  NO_DATA: 'unknown',
} as const satisfies Record<Status, string>;

/** Address of the icon that shows the state in the tab. While all is well the site's own icon may stand there. */
export const faviconOf = ({ banner, site }: Pick<Snapshot, 'banner' | 'site'>, isStale = false): string => {
  const { tone } = headline(banner);
  if (tone === 'UP' && site.favicon && !isStale) return site.favicon;
  return `${site.basePath}/favicon-${isStale ? SHAPES.NO_DATA : SHAPES[tone]}.svg`;
};
