import type { VariableDeclaration } from '@clarion/domain/templates';

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
