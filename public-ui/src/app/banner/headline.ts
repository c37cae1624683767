import type { BannerSnapshot, Status } from '@clarion/contract';
import { PAGE_STATUS_MESSAGES } from '@clarion/i18n';

type HeadlineKey = (typeof PAGE_STATUS_MESSAGES)[BannerSnapshot['key']] | 'banner.ongoingIncident';

/** What the banner says in its first line, and in which tone. Green never sits above an open incident. @see ux A1 */
export const headline = (banner: BannerSnapshot): { key: HeadlineKey; tone: Status } =>
  banner.key === 'ALL_OPERATIONAL' && banner.openIncidents > 0
    ? { key: 'banner.ongoingIncident', tone: 'DEGRADED' }
    : { key: PAGE_STATUS_MESSAGES[banner.key], tone: banner.status };
