import type { Permission } from '@clarion/contract';
import type { IconName } from '../ui/icon-paths.js';

export interface NavItem {
  path: string;
  label: string;
  icon: IconName;
  /** Without one of them the item is absent; empty = for everybody. */
  anyOf: readonly Permission[];
  /** Second key after `g`. */
  key: string;
}

export interface NavGroup {
  heading: string | null;
  items: readonly NavItem[];
}

/** The areas there are, in the order of the menu. */
export const NAVIGATION: readonly NavGroup[] = [
  { heading: null, items: [{ path: '/manage/overview', label: 'Overview', icon: 'overview', anyOf: [], key: 'o' }] },
  {
    heading: 'Monitoring',
    items: [
      { path: '/manage/monitors', label: 'Monitors', icon: 'monitors', anyOf: ['monitors.read'], key: 'm' },
      { path: '/manage/data', label: 'Monitoring data', icon: 'data', anyOf: ['monitors.read'], key: 'd' },
      { path: '/manage/alerts', label: 'Alerts & triggers', icon: 'bell', anyOf: ['alerts.read', 'triggers.read'], key: 'e' },
      { path: '/manage/deliveries', label: 'Deliveries', icon: 'send', anyOf: ['alerts.read', 'subscribers.read'], key: 'v' },
    ],
  },
  {
    heading: 'Communication',
    items: [
      { path: '/manage/incidents', label: 'Incidents', icon: 'incidents', anyOf: ['incidents.read'], key: 'i' },
      { path: '/manage/maintenances', label: 'Maintenances', icon: 'wrench', anyOf: ['maintenances.read'], key: 'w' },
      { path: '/manage/templates', label: 'Templates', icon: 'edit', anyOf: ['email_templates.read'], key: 'r' },
      { path: '/manage/calendar', label: 'Calendar', icon: 'calendar', anyOf: ['incidents.read'], key: 'c' },
      { path: '/manage/subscribers', label: 'Subscribers', icon: 'people', anyOf: ['subscribers.read'], key: 'u' },
    ],
  },
  {
    heading: 'Publish',
    items: [
      { path: '/manage/pages', label: 'Pages', icon: 'page', anyOf: ['pages.read'], key: 'p' },
      { path: '/manage/badges', label: 'Badges & embeds', icon: 'badge', anyOf: ['monitors.read'], key: 'b' },
      { path: '/manage/appearance', label: 'Appearance', icon: 'brush', anyOf: ['settings.read'], key: 'l' },
    ],
  },
  {
    heading: 'Access',
    items: [
      { path: '/manage/api-keys', label: 'API keys', icon: 'key', anyOf: ['api_keys.read'], key: 'k' },
      { path: '/manage/secrets', label: 'Secrets', icon: 'lock', anyOf: ['settings.read'], key: 's' },
      { path: '/manage/texts', label: 'Texts', icon: 'globe', anyOf: ['settings.read'], key: 'x' },
      { path: '/manage/account', label: 'Account', icon: 'person', anyOf: [], key: 'a' },
    ],
  },
  {
    heading: 'System',
    items: [{ path: '/manage/settings', label: 'Site settings', icon: 'sliders', anyOf: ['settings.read'], key: 't' }],
  },
];

/** Groups and items the person may open. */
export function visibleNavigation(can: (permission: Permission) => boolean): NavGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    items: group.items.filter(({ anyOf }) => anyOf.length === 0 || anyOf.some(can)),
  })).filter(({ items }) => items.length > 0);
}
