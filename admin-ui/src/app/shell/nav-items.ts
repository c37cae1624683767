import type { Permission } from '@clarion/contract';
import type { IconName } from '../ui/icon-paths.js';

export interface NavItem {
  path: string;
  label: string;
  icon: IconName;
  /** Without it the item is absent. */
  permission: Permission | null;
  /** Second key after `g`. */
  key: string;
}

export interface NavGroup {
  heading: string | null;
  items: readonly NavItem[];
}

/** The areas there are, in the order of the menu. */
export const NAVIGATION: readonly NavGroup[] = [
  { heading: null, items: [{ path: '/manage/overview', label: 'Overview', icon: 'overview', permission: null, key: 'o' }] },
  {
    heading: 'Monitoring',
    items: [
      { path: '/manage/monitors', label: 'Monitors', icon: 'monitors', permission: 'monitors.read', key: 'm' },
      { path: '/manage/data', label: 'Monitoring data', icon: 'data', permission: 'monitors.read', key: 'd' },
      { path: '/manage/alerts', label: 'Alerts & triggers', icon: 'bell', permission: 'alerts.read', key: 'e' },
      { path: '/manage/deliveries', label: 'Deliveries', icon: 'send', permission: 'alerts.read', key: 'v' },
    ],
  },
  {
    heading: 'Communication',
    items: [
      { path: '/manage/incidents', label: 'Incidents', icon: 'incidents', permission: 'incidents.read', key: 'i' },
      { path: '/manage/maintenances', label: 'Maintenances', icon: 'wrench', permission: 'maintenances.read', key: 'w' },
      { path: '/manage/templates', label: 'Templates', icon: 'edit', permission: 'email_templates.read', key: 'r' },
      { path: '/manage/calendar', label: 'Calendar', icon: 'calendar', permission: 'incidents.read', key: 'c' },
    ],
  },
  {
    heading: 'Publish',
    items: [
      { path: '/manage/pages', label: 'Pages', icon: 'page', permission: 'pages.read', key: 'p' },
      { path: '/manage/badges', label: 'Badges & embeds', icon: 'badge', permission: 'monitors.read', key: 'b' },
      { path: '/manage/appearance', label: 'Appearance', icon: 'brush', permission: 'settings.read', key: 'l' },
    ],
  },
  {
    heading: 'Access',
    items: [
      { path: '/manage/api-keys', label: 'API keys', icon: 'key', permission: 'api_keys.read', key: 'k' },
      { path: '/manage/secrets', label: 'Secrets', icon: 'lock', permission: 'settings.read', key: 's' },
      { path: '/manage/texts', label: 'Texts', icon: 'globe', permission: 'settings.read', key: 'x' },
      { path: '/manage/account', label: 'Account', icon: 'person', permission: null, key: 'a' },
    ],
  },
  {
    heading: 'System',
    items: [{ path: '/manage/settings', label: 'Site settings', icon: 'sliders', permission: 'settings.read', key: 't' }],
  },
];

/** Groups and items the person may open. */
export function visibleNavigation(can: (permission: Permission) => boolean): NavGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    items: group.items.filter(({ permission }) => permission === null || can(permission)),
  })).filter(({ items }) => items.length > 0);
}
