import type { MessageKey } from '../dictionary.js';
import type { Locale } from '../locale.js';

type Lists = Readonly<Partial<Record<Locale, readonly MessageKey[]>>>;

/** Signs of units, which many languages share. */
export const SIGNS_OF_UNITS: readonly MessageKey[] = [
  'latency.ms',
  'latency.s',
  'latency.min',
  'latency.24h',
  'latency.7d',
  'latency.30d',
  'latency.90d',
  'duration.hours',
  'duration.minutes',
  'duration.plan.hours',
  'duration.plan.minutes',
];

/** Words that a language shares with English to the letter. */
export const SAME_AS_ENGLISH: Lists = {
  cs: ['latency.maximum', 'latency.minimum', 'reason.what.incident', 'calendar.kind.incident', 'bars.incidents'],
  da: ['freshness.live', 'nav.menu', 'preferences.zone.browser', 'table.status'],
  de: ['freshness.live', 'preferences.zone.browser', 'table.status'],
  fr: [
    'status.MAINTENANCE',
    'nav.links',
    'nav.menu',
    'services.heading',
    'table.date',
    'latency.maximum',
    'latency.minimum',
    'day.minutes',
    'incident.impact.service',
    'incident.impact.status',
    'reason.what.incident',
    'reason.what.maintenance',
    'maintenance.heading',
    'maintenance.filter.monitor',
    'past.completedIn',
    'past.services',
    'calendar.kind.incident',
    'calendar.kind.maintenance',
    'day.incidents',
    'bars.incidents',
    'bars.maintenances',
  ],
  id: ['nav.menu', 'table.status', 'latency.minimum'],
  it: ['nav.menu', 'preferences.zone.browser', 'uptime.formula'],
  nb: ['table.status'],
  nl: [
    'freshness.live',
    'nav.menu',
    'preferences.zone.browser',
    'table.status',
    'table.problems',
    'latency.maximum',
    'latency.minimum',
    'incident.timeline',
    'incident.impact.status',
    'incident.number',
    'reason.what.incident',
    'maintenance.details',
    'calendar.kind.incident',
    'bars.incidents',
  ],
  pl: ['nav.menu', 'table.status', 'latency.minimum'],
  'pt-BR': ['nav.links', 'nav.menu', 'table.status'],
  ro: [
    'nav.links',
    'preferences.zone.browser',
    'incident.impact.status',
    'reason.what.incident',
    'calendar.kind.incident',
    'bars.incidents',
  ],
  sk: ['latency.maximum', 'latency.minimum', 'reason.what.incident', 'calendar.kind.incident', 'bars.incidents'],
  sv: ['freshness.live', 'table.status', 'incident.number', 'reason.what.incident', 'calendar.kind.incident', 'bars.incidents'],
  tr: ['nav.links'],
  vi: ['nav.menu'],
};

/** Texts that need more than twice the room of the English ones, and have it. */
export const LONG_TEXTS: Lists = {
  es: ['status.for.DOWN'],
};
