import type { IncidentSource, IncidentState } from '@clarion/contract';
import { formatDuration } from '../platform/formats.js';

export const STATE_WORDS = {
  INVESTIGATING: 'Investigating',
  IDENTIFIED: 'Identified',
  MONITORING: 'Monitoring',
  RESOLVED: 'Resolved',
} as const satisfies Record<IncidentState, string>;

/** What each state tells readers. */
export const STATE_MEANINGS = {
  INVESTIGATING: 'We know of it and look for the cause.',
  IDENTIFIED: 'The cause is known, a fix is on its way.',
  MONITORING: 'A fix is in place, we watch whether it holds.',
  RESOLVED: 'It is over.',
} as const satisfies Record<IncidentState, string>;

export const INCIDENT_SOURCE_WORDS = {
  DASHBOARD: 'Dashboard',
  API: 'API',
  ALERT: 'Detected automatically',
} as const satisfies Record<IncidentSource, string>;

/** `1 incident`, `12 incidents`. */
export const countIncidents = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'incident' : 'incidents'}`;

/** How long something took, to the minute that incidents are counted in. */
export const spanWords = (seconds: number): string => (seconds < 60 ? 'under a minute' : formatDuration(seconds));

/** `open for 2 h 5 min`, `lasted 40 min`. */
export const durationWords = (incident: { state: IncidentState; duration_seconds: number }): string =>
  `${incident.state === 'RESOLVED' ? 'lasted' : 'open for'} ${spanWords(incident.duration_seconds)}`;
