import type { LayoutStyle } from './enums.js';

/** The whole tree of a page's settings, as the API answers it. @see pages-site §3 */
export interface PageSettings {
  incidents: { enabled: boolean; ongoing: { show: boolean }; resolved: { show: boolean; max_count: number; days_in_past: number } };
  include_maintenances: {
    enabled: boolean;
    ongoing: {
      show: boolean;
      past: { show: boolean; max_count: number; days_in_past: number };
      upcoming: { show: boolean; max_count: number; days_in_future: number };
    };
  };
  monitor_status_history_days: { desktop: number; mobile: number };
  monitor_layout_style: LayoutStyle;
  meta_page_title?: string;
  meta_page_description?: string;
  social_page_preview_image?: string;
}

export const DEFAULT_PAGE_SETTINGS: PageSettings = {
  incidents: { enabled: true, ongoing: { show: true }, resolved: { show: true, max_count: 5, days_in_past: 7 } },
  include_maintenances: {
    enabled: true,
    ongoing: {
      show: true,
      past: { show: true, max_count: 5, days_in_past: 7 },
      upcoming: { show: true, max_count: 5, days_in_future: 30 },
    },
  },
  monitor_status_history_days: { desktop: 90, mobile: 30 },
  monitor_layout_style: 'default-list',
};
