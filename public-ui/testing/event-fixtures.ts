import type {
  CalendarSnapshot,
  EventPageFrame,
  IncidentPageSnapshot,
  IncidentSnapshot,
  IncidentUpdateSnapshot,
  MaintenanceListSnapshot,
  MaintenancePageSnapshot,
  MaintenanceSnapshot,
  PlannedMaintenanceSnapshot,
} from '@clarion/contract';

import { aBanner, aMonitor, aSite } from './fixtures.ts';
import { DAY, NOW, TODAY } from './history.ts';

export const anUpdate = (changes: Partial<IncidentUpdateSnapshot> = {}): IncidentUpdateSnapshot => ({
  id: 1,
  at: NOW - 1_800,
  state: 'INVESTIGATING',
  html: '<p>We see failing payments in the EU.</p>',
  isEdited: false,
  ...changes,
});

const UPDATES = [
  anUpdate({ id: 3, at: NOW - 300, state: 'MONITORING', html: '<p>A fix is deployed; error rates are falling. We keep watching.</p>' }),
  anUpdate({ id: 2, at: NOW - 1_200, state: 'IDENTIFIED', html: '<p>The cause is a <strong>bad deploy</strong>.</p>', isEdited: true }),
  anUpdate(),
];

/** Open since 47 minutes, with three updates. */
export const anIncident = (changes: Partial<IncidentSnapshot> = {}): IncidentSnapshot => {
  const updates = changes.updates ?? UPDATES;
  return {
    id: 7,
    title: 'Elevated error rates on EU checkout',
    state: 'MONITORING',
    from: NOW - 2_820,
    to: null,
    updatedAt: updates[0]?.at ?? NOW - 2_820,
    nextUpdateAt: NOW + 2_400,
    isAutomatic: false,
    affected: [
      { tag: 'checkout-eu', name: 'Checkout EU', impact: 'DOWN' },
      { tag: 'payments-api', name: 'Payments API', impact: 'DEGRADED' },
    ],
    updates,
    updateCount: updates.length,
    ...changes,
  };
};

/** Of the orders database, in a day and a half. */
export const aMaintenance = (changes: Partial<MaintenanceSnapshot> = {}): MaintenanceSnapshot => ({
  eventId: 11,
  maintenanceId: 4,
  title: 'Database upgrade',
  status: 'SCHEDULED',
  from: NOW + 36 * 3_600,
  to: NOW + 37 * 3_600,
  isRecurring: false,
  moreCount: 0,
  affected: [{ tag: 'orders-database', name: 'Orders database', impact: 'MAINTENANCE' }],
  ...changes,
});

/** The same with what it repeats: every week on Sunday at three, on the clocks of Berlin. */
export const aPlannedMaintenance = (changes: Partial<PlannedMaintenanceSnapshot> = {}): PlannedMaintenanceSnapshot => ({
  ...aMaintenance(changes),
  schedule: changes.schedule ?? {
    words: {
      kind: changes.isRecurring ? 'repeats' : 'once',
      frequency: 'WEEKLY',
      interval: 1,
      weekdays: ['SU'],
      ordinals: [],
      days: [],
      months: [],
      count: null,
      until: null,
      rule: 'FREQ=WEEKLY',
    },
    localStart: '2026-11-22T03:00',
    durationSeconds: 3_600,
    timeZone: 'Europe/Berlin',
  },
});

const aFrame = (): EventPageFrame => ({
  v: 1,
  version: '41e',
  generatedAt: NOW,
  freshness: 'live',
  delayedSince: null,
  site: aSite(),
  locale: 'en',
  timeZone: 'UTC',
  banner: aBanner([aMonitor(0), aMonitor(1)]),
  pagePath: '',
  isOfPage: false,
});

export const anIncidentPage = (changes: Partial<IncidentPageSnapshot> = {}): IncidentPageSnapshot => ({
  ...aFrame(),
  kind: 'incident',
  incident: anIncident(),
  impacts: [
    {
      tag: 'checkout-eu',
      name: 'Checkout EU',
      pieces: [
        { from: NOW - 2_820, to: NOW - 1_200, impact: 'DEGRADED' },
        { from: NOW - 1_200, to: NOW, impact: 'DOWN' },
      ],
    },
    { tag: 'payments-api', name: 'Payments API', pieces: [{ from: NOW - 2_820, to: NOW, impact: 'DEGRADED' }] },
  ],
  report: null,
  ...changes,
});

export const aMaintenancePage = (changes: Partial<MaintenancePageSnapshot> = {}): MaintenancePageSnapshot => {
  const maintenance = changes.maintenance ?? aPlannedMaintenance({ isRecurring: true });
  const { eventId, status, from, to } = maintenance;
  return {
    ...aFrame(),
    kind: 'maintenance',
    maintenance,
    descriptionHtml: '<p>Orders are taken, and shown a little later.</p>',
    plannedTo: to,
    occurrences: [
      { eventId: eventId - 1, status: 'COMPLETED', from: from - 7 * DAY, to: to - 7 * DAY },
      { eventId, status, from, to },
      { eventId: eventId + 1, status: 'SCHEDULED', from: from + 7 * DAY, to: to + 7 * DAY },
    ],
    ...changes,
  };
};

export const aMaintenanceList = (changes: Partial<MaintenanceListSnapshot> = {}): MaintenanceListSnapshot => ({
  ...aFrame(),
  kind: 'maintenances',
  ongoing: [aPlannedMaintenance({ eventId: 10, status: 'ONGOING', from: NOW - 1_800, to: NOW + 2_400, title: 'Switch replacement' })],
  upcoming: [aPlannedMaintenance({ isRecurring: true, moreCount: 3 })],
  past: [
    aPlannedMaintenance({ eventId: 8, status: 'COMPLETED', from: NOW - 2 * DAY, to: NOW - 2 * DAY + 3_600 }),
    aPlannedMaintenance({ eventId: 6, status: 'CANCELLED', from: NOW - 3 * DAY, to: NOW - 3 * DAY + 3_600 }),
  ],
  monitors: [
    { tag: 'checkout-eu', name: 'Checkout EU' },
    { tag: 'orders-database', name: 'Orders database' },
  ],
  filter: { monitor: null, from: null, to: null, page: 1 },
  days: { past: 7, future: 30 },
  hasNextPage: false,
  ...changes,
});

const MONTH_START = TODAY - 19 * DAY;

/** November 2026, in which two things happened. */
export const aCalendar = (changes: Partial<CalendarSnapshot> = {}): CalendarSnapshot => ({
  ...aFrame(),
  kind: 'calendar',
  month: '2026-11',
  previous: '2026-10',
  next: '2026-12',
  dayStarts: Array.from({ length: 31 }, (_, index) => MONTH_START + index * DAY),
  firstWeekday: 1,
  entries: [
    {
      kind: 'incident',
      id: 5,
      title: 'Slow webhooks',
      from: MONTH_START + 3 * DAY - 3_600,
      to: MONTH_START + 3 * DAY + 7_200,
      state: 'RESOLVED',
      affected: [{ tag: 'webhooks', name: 'Webhooks', impact: 'DEGRADED' }],
    },
    {
      kind: 'maintenance',
      id: 11,
      title: 'Database upgrade',
      from: NOW + 36 * 3_600,
      to: NOW + 37 * 3_600,
      state: 'SCHEDULED',
      affected: [],
    },
  ],
  isCut: false,
  ...changes,
});
