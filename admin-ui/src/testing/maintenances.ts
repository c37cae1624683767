import type { RuleWords } from '@clarion/contract';
import type { MaintenanceEvent, MaintenanceState, PreviewResponse } from '../app/api/maintenances.js';

export const someWords = (words: Partial<RuleWords> = {}): RuleWords => ({
  kind: 'repeats',
  frequency: 'WEEKLY',
  interval: 1,
  weekdays: ['SU'],
  ordinals: [],
  days: [],
  months: [],
  count: null,
  until: null,
  rule: 'FREQ=WEEKLY;BYDAY=SU',
  ...words,
});

/** An event of maintenance 4, on 2 January 2050, 03:00–04:00 UTC, unless a test says otherwise. */
export const anEvent = (event: Partial<MaintenanceEvent> = {}): MaintenanceEvent => ({
  id: 9,
  maintenance_id: 4,
  start_date_time: Date.UTC(2050, 0, 2, 3) / 1000,
  end_date_time: Date.UTC(2050, 0, 2, 4) / 1000,
  status: 'SCHEDULED',
  url: 'https://status.example.com/maintenances/9',
  ...event,
});

/** Weekly patches, every Sunday at 03:00 UTC for an hour. */
export const aMaintenance = (maintenance: Partial<MaintenanceState> = {}): MaintenanceState => ({
  id: 4,
  title: 'Weekly patches',
  description: null,
  start_date_time: Date.UTC(2026, 0, 4, 3) / 1000,
  rrule: 'FREQ=WEEKLY;BYDAY=SU',
  duration_seconds: 3_600,
  status: 'ACTIVE',
  is_global: 'YES',
  timezone: 'UTC',
  monitors: [{ monitor_tag: 'orders', impact: 'MAINTENANCE' }],
  created_at: '2026-01-02T10:15:02.000Z',
  updated_at: '2026-01-02T10:15:02.000Z',
  url: 'https://status.example.com/maintenances/4?type=maintenance',
  is_recurring: true,
  rule_words: someWords(),
  current_event: null,
  next_event: anEvent(),
  event_count: 1,
  version: 1,
  ...maintenance,
});

/** What takes place once. */
export const aOneTime = (maintenance: Partial<MaintenanceState> = {}): MaintenanceState =>
  aMaintenance({
    title: 'Move',
    start_date_time: anEvent().start_date_time,
    rrule: 'FREQ=MINUTELY;COUNT=1',
    is_recurring: false,
    rule_words: someWords({ kind: 'once', frequency: 'MINUTELY', weekdays: [], count: 1, rule: 'FREQ=MINUTELY;COUNT=1' }),
    ...maintenance,
  });

export const aPreview = (preview: Partial<PreviewResponse> = {}): PreviewResponse => ({
  occurrences: [],
  rule_words: someWords(),
  warnings: [],
  is_one_time: false,
  ...preview,
});
