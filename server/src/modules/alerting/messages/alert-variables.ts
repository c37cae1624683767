import type { AlertStatus } from '@clarion/contract';
import type { TemplateVariables, VariableDeclaration } from '@clarion/domain/templates';
import type { AlertRecord } from '../alerts/alert-records.js';
import type { SiteVariables } from '../../site/site-variables.service.js';

const text = (name: string, description: string, sample: string | null): VariableDeclaration => ({
  name,
  type: 'text',
  description,
  sample,
});
const number = (name: string, description: string, sample: number): VariableDeclaration => ({ name, type: 'number', description, sample });
const flag = (name: string, description: string, sample: boolean): VariableDeclaration => ({ name, type: 'boolean', description, sample });

/** Names that texts of triggers may use, the same for all of them. @see alerting §B3 */
export const ALERT_VARIABLES: readonly VariableDeclaration[] = [
  number('alert_id', 'Number of the alert', 41),
  text('alert_name', 'What fired, in one line', 'Alert checkout for STATUS DOWN TRIGGERED at 2026-03-02T10:15:02.000Z'),
  text('alert_for', 'STATUS, LATENCY or UPTIME', 'STATUS'),
  text('alert_value', 'What the rule waits for', 'DOWN'),
  text('alert_status', 'TRIGGERED or RESOLVED', 'TRIGGERED'),
  text('alert_severity', 'CRITICAL or WARNING', 'CRITICAL'),
  text('alert_message', 'Description of the rule, or empty', 'Card payments failing'),
  text('alert_source', 'Always ALERT', 'ALERT'),
  text('alert_timestamp', 'When the alert began, ISO 8601', '2026-03-02T10:15:02.000Z'),
  text('alert_cta_url', 'Page of the monitor', 'https://status.example.com/monitors/checkout'),
  text('alert_cta_text', 'Words of the link', 'Open Alert Details'),
  number('alert_incident_id', 'Number of the incident, if one was opened', 88),
  text('alert_incident_url', 'Page of the incident, if one was opened', 'https://status.example.com/incidents/88'),
  number('alert_failure_threshold', 'Samples in a row that began it', 3),
  number('alert_success_threshold', 'Samples in a row that end it', 1),
  flag('is_triggered', 'It has begun', true),
  flag('is_resolved', 'It is over', false),
  text('site_url', 'Address of the site, ends with /', 'https://status.example.com/'),
  text('site_name', 'Name of the site', 'Acme'),
  text('site_logo_url', 'Address of the logo, or empty', 'https://status.example.com/logo.png'),
  text('colors_up', 'Colour', '#1f8f55'),
  text('colors_down', 'Colour', '#a81028'),
  text('colors_degraded', 'Colour', '#c07a00'),
  text('colors_maintenance', 'Colour', '#2a5bd7'),
  text('monitor_tag', 'Tag of the monitor', 'checkout'),
  text('monitor_name', 'Name of the monitor', 'Checkout'),
  text('alert_resolved_at', 'When it ended, ISO 8601; empty before', ''),
  number('alert_duration_seconds', 'How long it lasted; 0 before it ends', 0),
  number('alert_config_id', 'Number of the rule', 7),
];

/** What a message is about: the alert as it is now, and what is told of it. */
export interface ToldAlert {
  alert: Omit<AlertRecord, 'acknowledgedAt' | 'acknowledgedBy' | 'reminders' | 'resolveReason' | 'updatedAt' | 'status'>;
  /** A beginning is told as one, also when it is over meanwhile. */
  status: AlertStatus;
}

/** Values of exactly these names; those of the site win. @see alerting §B3 */
export function alertVariables({ alert, status }: ToldAlert, site: SiteVariables): TemplateVariables {
  const { monitor, incidentId } = alert;
  const createdAt = alert.createdAt.toISOString();
  const resolvedAt = status === 'RESOLVED' ? alert.resolvedAt : null;
  return {
    alert_id: alert.id,
    alert_name: `Alert ${monitor.tag} for ${alert.alertFor} ${alert.alertValue} ${status} at ${createdAt}`,
    alert_for: alert.alertFor,
    alert_value: alert.alertValue,
    alert_status: status,
    alert_severity: alert.severity,
    alert_message: alert.description ?? '',
    alert_source: 'ALERT',
    alert_timestamp: createdAt,
    alert_cta_url: `${site.site_url}monitors/${monitor.tag}`,
    alert_cta_text: 'Open Alert Details',
    ...(incidentId === null ? {} : { alert_incident_id: incidentId, alert_incident_url: `${site.site_url}incidents/${incidentId}` }),
    alert_failure_threshold: alert.failureThreshold,
    alert_success_threshold: alert.successThreshold,
    is_triggered: status === 'TRIGGERED',
    is_resolved: status === 'RESOLVED',
    monitor_tag: monitor.tag,
    monitor_name: monitor.name,
    alert_resolved_at: resolvedAt?.toISOString() ?? '',
    alert_duration_seconds: resolvedAt === null ? 0 : Math.max(0, Math.floor((resolvedAt.getTime() - alert.createdAt.getTime()) / 1_000)),
    alert_config_id: alert.configId,
    ...site,
  };
}
