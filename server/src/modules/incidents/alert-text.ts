import type { AlertFor, AlertSeverity, AlertStatus, Impact } from '@clarion/contract';
import { type MessageKey, translate } from '@clarion/i18n';

/** What an alert says of the monitor it speaks of. */
export interface AlertFacts {
  monitor: { tag: string; name: string };
  alertFor: AlertFor;
  /** `DOWN` or `DEGRADED`, milliseconds, or percent. */
  alertValue: string;
  severity: AlertSeverity;
  /** Markdown of the rule; null = it has none. */
  description: string | null;
  failureThreshold: number;
  successThreshold: number;
}

const isDegraded = ({ alertFor, alertValue }: AlertFacts): boolean => alertFor === 'STATUS' && alertValue === 'DEGRADED';

/** A rule about latency or uptime says nothing of a status: what it finds counts as down. @see incidents-maintenances §A7 */
export const impactOfAlert = (facts: AlertFacts): Impact => (isDegraded(facts) ? 'DEGRADED' : 'DOWN');

const TITLES = {
  LATENCY: 'incident.alert.title.latency',
  UPTIME: 'incident.alert.title.uptime',
  STATUS: 'incident.alert.title.down',
} as const satisfies Record<AlertFor, MessageKey>;

/** `Checkout API is down`: plain words, the facts stand in the table. @see incidents-maintenances §A7 */
export const alertTitle = (locale: string, facts: AlertFacts, longest: number): string => {
  const key = isDegraded(facts) ? 'incident.alert.title.degraded' : TITLES[facts.alertFor];
  const { name } = facts.monitor;
  const rest = translate(locale, key, { name: '' }).length;
  return translate(locale, key, { name: [...name].slice(0, longest - rest).join('') });
};

type RowKey = Extract<
  MessageKey,
  `incident.alert.${'monitorName' | 'monitorTag' | 'status' | 'severity' | 'type' | 'value' | 'failures' | 'successes'}`
>;

/** A cell shows a text as it is: nothing in it is Markdown, and it stays on its line. */
const cell = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();

/** The facts of an alert as two columns of Markdown. @see incidents-maintenances §A7 */
export function alertTable(locale: string, facts: AlertFacts, status: AlertStatus): string {
  const rows: [RowKey, string][] = [
    ['incident.alert.monitorName', facts.monitor.name],
    ['incident.alert.monitorTag', facts.monitor.tag],
    ['incident.alert.status', status],
    ['incident.alert.severity', facts.severity],
    ['incident.alert.type', facts.alertFor],
    ['incident.alert.value', facts.alertValue],
    ['incident.alert.failures', String(facts.failureThreshold)],
  ];
  if (status === 'RESOLVED') rows.push(['incident.alert.successes', String(facts.successThreshold)]);
  const [[firstKey, firstValue], ...others] = rows as [[RowKey, string], ...[RowKey, string][]];
  const line = (key: RowKey, value: string): string => `| ${cell(translate(locale, key))} | ${cell(value)} |`;
  return [line(firstKey, firstValue), '| --- | --- |', ...others.map(([key, value]) => line(key, value))].join('\n');
}
