import type { PageChange } from '../../api/pages.js';
import { pathWords } from '../page-words.js';

/** One unpublished change, for people. */
export interface ChangeLine {
  /** What it is about: `Title`, `Monitor Web shop`. */
  what: string;
  kind: PageChange['kind'];
  before: string;
  after: string;
}

const MEMBERS: Readonly<Record<string, string>> = {
  page_path: 'Path',
  page_title: 'Title',
  page_header: 'Header',
  page_subheader: 'Sub-header',
  page_logo: 'Logo',
};

const SETTINGS: Readonly<Record<string, string>> = {
  monitor_layout_style: 'Layout',
  'monitor_status_history_days.desktop': 'Days of history on desktops',
  'monitor_status_history_days.mobile': 'Days of history on phones',
  'incidents.enabled': 'Incidents',
  'incidents.ongoing.show': 'Ongoing incidents',
  'incidents.resolved.show': 'Past incidents',
  'incidents.resolved.max_count': 'Most past incidents',
  'incidents.resolved.days_in_past': 'Days of past incidents',
  'include_maintenances.enabled': 'Maintenances',
  'include_maintenances.ongoing.show': 'Ongoing maintenances',
  'include_maintenances.ongoing.past.show': 'Past maintenances',
  'include_maintenances.ongoing.past.max_count': 'Most past maintenances',
  'include_maintenances.ongoing.past.days_in_past': 'Days of past maintenances',
  'include_maintenances.ongoing.upcoming.show': 'Upcoming maintenances',
  'include_maintenances.ongoing.upcoming.max_count': 'Most upcoming maintenances',
  'include_maintenances.ongoing.upcoming.days_in_future': 'Days ahead of upcoming maintenances',
  meta_page_title: 'Title for search engines',
  meta_page_description: 'Description for search engines',
  social_page_preview_image: 'Image for social media',
};

const OPEN: Readonly<Record<string, string>> = { always: 'always open', affected: 'open when affected', never: 'closed' };

/** @param nameOf what a monitor is called */
export function changeLine({ subject, kind, name, before, after }: PageChange, nameOf: (tag: string) => string): ChangeLine {
  const line = (what: string, show: (value: unknown) => string): ChangeLine => ({ what, kind, before: show(before), after: show(after) });
  switch (subject) {
    case 'page':
      return line(MEMBERS[name] ?? name, (value) => (name === 'page_path' ? pathWords(String(value)) : textOr(value, 'none')));
    case 'setting':
      return line(SETTINGS[name] ?? name, (value) => textOr(value, 'as the site says'));
    case 'section':
      return line(`Section ${name}`, sectionWords);
    case 'monitor':
      return line(`Monitor ${nameOf(name)}`, (value) => (value === null ? 'not on the page' : value === '' ? 'no section' : String(value)));
    case 'order':
      return line(name === 'sections' ? 'Order of sections' : `Order in ${name === '' ? 'the list without a section' : name}`, (value) =>
        Array.isArray(value) ? value.map((each) => (name === 'sections' ? String(each) : nameOf(String(each)))).join(', ') : '',
      );
  }
}

const textOr = (value: unknown, nothing: string): string =>
  value === null || value === ''
    ? nothing
    : typeof value === 'boolean'
      ? value
        ? 'shown'
        : 'hidden'
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);

function sectionWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'not there';
  const { name, description, open } = value as { name?: string; description?: string | null; open?: string };
  return [name, OPEN[open ?? ''] ?? open, description].filter(Boolean).join(', ');
}
