import type { AlertFor, AlertSeverity, TriggerType } from '@clarion/contract';
import { formatDuration, formatInteger } from '../platform/formats.js';

export const ALERT_FOR_WORDS = { STATUS: 'Status', LATENCY: 'Latency', UPTIME: 'Uptime' } as const satisfies Record<AlertFor, string>;
export const SEVERITY_WORDS = { CRITICAL: 'Critical', WARNING: 'Warning' } as const satisfies Record<AlertSeverity, string>;

export const TRIGGER_TYPE_WORDS = {
  webhook: 'Webhook',
  discord: 'Discord',
  slack: 'Slack',
  email: 'E-mail',
  teams: 'Microsoft Teams',
  telegram: 'Telegram',
  pagerduty: 'PagerDuty',
  opsgenie: 'Opsgenie',
  ntfy: 'ntfy',
  mattermost: 'Mattermost',
  google_chat: 'Google Chat',
  pushover: 'Pushover',
  twilio_sms: 'SMS by Twilio',
} as const satisfies Record<TriggerType, string>;

/** What a rule waits for. */
export interface Condition {
  alertFor: AlertFor;
  /** As on the wire. */
  value: string;
  includeWorse: boolean;
}

const statusWords = ({ value, includeWorse }: Condition): string => (includeWorse && value === 'DEGRADED' ? 'DEGRADED or DOWN' : value);
const amount = (value: string): string => (value.trim() === '' || Number.isNaN(Number(value)) ? '…' : formatInteger(Number(value)));
/** `checkOf(1)`: a check, `checkOf(3)`: 3 checks. */
const checks = (count: number): string => (count === 1 ? '1 check' : `${formatInteger(count)} checks`);

/** `DOWN`, `slower than 1,000 ms`, `uptime below 99 %`: for tables. */
export function conditionWords(condition: Condition): string {
  switch (condition.alertFor) {
    case 'STATUS':
      return statusWords(condition);
    case 'LATENCY':
      return `slower than ${amount(condition.value)} ms`;
    case 'UPTIME':
      return `uptime below ${amount(condition.value)} %`;
  }
}

/**
 * `about 3 min`; nothing while no schedule is known.
 * @param intervals seconds between checks of each monitor that is watched
 */
function aboutWords(count: number, intervals: readonly number[]): string {
  if (intervals.length === 0) return '';
  const [least, most] = [Math.min(...intervals) * count, Math.max(...intervals) * count];
  return least === most ? `, about ${formatDuration(least)}` : `, about ${formatDuration(least)} to ${formatDuration(most)}`;
}

/** What a rule will do, before somebody relies on it: `Fires after 3 checks in a row are DOWN, about 3 min.` */
export function firesWords(condition: Condition, count: number, intervals: readonly number[]): string {
  const about = aboutWords(count, intervals);
  switch (condition.alertFor) {
    case 'STATUS':
      return count === 1
        ? `Fires as soon as 1 check is ${statusWords(condition)}.`
        : `Fires after ${checks(count)} in a row are ${statusWords(condition)}${about}.`;
    case 'LATENCY':
      return count === 1
        ? `Fires as soon as 1 check takes longer than ${amount(condition.value)} ms.`
        : `Fires after ${checks(count)} in a row take longer than ${amount(condition.value)} ms${about}.`;
    case 'UPTIME':
      return `Fires when uptime over the last ${checks(count)}${about} is below ${amount(condition.value)} %.`;
  }
}

/** The same for its end. */
export function endsWords(condition: Condition, count: number, intervals: readonly number[]): string {
  const about = aboutWords(count, intervals);
  switch (condition.alertFor) {
    case 'STATUS':
      return count === 1 ? 'Ends with the first check that is UP.' : `Ends after ${checks(count)} in a row are UP${about}.`;
    case 'LATENCY':
      return count === 1
        ? `Ends with the first check that is faster than ${amount(condition.value)} ms.`
        : `Ends after ${checks(count)} in a row are faster than ${amount(condition.value)} ms${about}.`;
    case 'UPTIME':
      return `Ends when uptime over the last ${checks(count)}${about} is ${amount(condition.value)} % or more.`;
  }
}

/** Whom it tells, in one sentence. */
export function tellsWords(createsIncident: boolean, triggers: readonly string[], reminderMinutes: number | null): string {
  if (!createsIncident && triggers.length === 0) return 'Tells nobody yet.';
  const told = triggers.length === 0 ? '' : `Tells ${listWords(triggers)}`;
  const incident = createsIncident ? (told === '' ? 'Opens an incident' : ' and opens an incident') : '';
  const again =
    reminderMinutes === null || triggers.length === 0
      ? ''
      : `, again every ${formatDuration(reminderMinutes * 60)} until somebody acknowledges it`;
  return `${told}${incident}${again}.`;
}

const listWords = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(
    names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names,
  );
