import { DEFAULT_PAGE_SETTINGS } from '@clarion/contract';
import { type OperationExample } from './complete-document.js';

const MONITORS = [
  {
    monitor_tag: 'shop-web',
    position: 0,
    tag: 'shop-web',
    name: 'Web shop',
    description: null,
    image: null,
    monitor_type: 'API',
    status: 'ACTIVE',
  },
];

const PAGE = {
  id: 3,
  page_path: 'eu-region',
  page_title: 'EU',
  page_header: 'European services',
  page_subheader: null,
  page_logo: null,
  page_settings: { ...DEFAULT_PAGE_SETTINGS, monitor_status_history_days: { desktop: 60, mobile: 30 } },
  monitors: MONITORS,
  created_at: '2026-03-02T10:40:00.000Z',
  updated_at: '2026-03-02T10:40:00.000Z',
};

const ANNOUNCEMENT = {
  title: 'Planned move',
  message: 'We change data centre on Sunday.',
  type: 'INFO',
  reshowAfterInHours: 24,
  cancellable: true,
  ctaURL: null,
  ctaText: null,
};
const SETTING = { key: 'announcement', value: ANNOUNCEMENT, data_type: 'object' };

/** Of pages and site settings. @see rest-api-v4 §7–8 */
export const PAGE_EXAMPLES: Readonly<Record<string, OperationExample>> = {
  pagesList: { response: { pages: [PAGE] } },
  pagesCreate: {
    request: {
      page_path: 'EU Region',
      page_title: 'EU',
      page_header: 'European services',
      page_settings: { monitor_status_history_days: { desktop: 60 } },
      monitors: ['shop-web'],
    },
    response: { page: PAGE },
  },
  pagesGet: { response: { page: PAGE } },
  pagesUpdate: { request: { page_settings: { monitor_status_history_days: { desktop: 60 } } }, response: { page: PAGE } },
  pagesRemove: { response: { message: 'Page eu-region deleted' } },
  siteList: { response: { site_data: [SETTING, { key: 'siteName', value: 'Acme', data_type: 'string' }] } },
  siteGet: { response: SETTING },
  siteSet: { request: { value: ANNOUNCEMENT }, response: SETTING },
};
