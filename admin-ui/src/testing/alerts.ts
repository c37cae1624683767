import type { Alert, AlertRule } from '../app/api/alerts.js';
import type { Delivery } from '../app/api/deliveries.js';
import type { Trigger, TriggerPresetsResponse } from '../app/api/triggers.js';

/** A quiet rule that tells a chat. */
export const anAlertRule = (rule: Partial<AlertRule> = {}): AlertRule => ({
  id: 7,
  monitor_tags: ['shop-web'],
  monitors: [{ tag: 'shop-web', name: 'Web shop', open_alert_id: null }],
  alert_for: 'STATUS',
  alert_value: 'DOWN',
  include_worse: false,
  failure_threshold: 3,
  success_threshold: 1,
  severity: 'WARNING',
  alert_description: null,
  create_incident: 'NO',
  is_active: 'YES',
  trigger_ids: [4],
  triggers: [{ id: 4, name: 'Chat', trigger_type: 'slack', trigger_status: 'ACTIVE' }],
  muted_until: null,
  is_muted: false,
  reminder_minutes: null,
  version: 2,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...rule,
});

/** An alert that fires and nobody has acknowledged. */
export const anAlert = (alert: Partial<Alert> = {}): Alert => ({
  id: 41,
  alert_config_id: 7,
  monitor_tag: 'shop-web',
  monitor_name: 'Web shop',
  alert_for: 'STATUS',
  alert_value: 'DOWN',
  severity: 'WARNING',
  alert_status: 'TRIGGERED',
  incident_id: null,
  is_acknowledged: 'NO',
  acknowledged_by: null,
  acknowledged_at: null,
  reminders: 0,
  resolved_at: null,
  resolve_reason: null,
  duration_seconds: 600,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...alert,
});

export const aTrigger = (trigger: Partial<Trigger> = {}): Trigger => ({
  id: 4,
  name: 'Chat',
  trigger_type: 'webhook',
  trigger_desc: null,
  trigger_status: 'ACTIVE',
  trigger_meta: { url: 'https://hooks.example.com/••••', headers: [{ key: 'authorization', value: '••••9xQz' }], signing_secrets: [] },
  target: 'hooks.example.com',
  alert_config_count: 1,
  quiet_hours: null,
  announces_incidents: 'NO',
  announces_maintenances: 'NO',
  version: 2,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...trigger,
});

/** Three types, each with something of its own. */
export const somePresets = (): TriggerPresetsResponse => ({
  types: [
    {
      trigger_type: 'webhook',
      url: 'required',
      has_headers: true,
      is_signed: true,
      members: [{ name: 'webhook_body', is_required: false, is_secret: false, template: 'body', default_text: '{"id": {{alert_id}}}' }],
    },
    {
      trigger_type: 'email',
      url: 'none',
      has_headers: false,
      is_signed: false,
      members: [
        { name: 'to', is_required: true, is_secret: false, template: null, default_text: null },
        { name: 'email_subject', is_required: false, is_secret: false, template: 'text', default_text: '{{alert_name}}' },
      ],
    },
    {
      trigger_type: 'pagerduty',
      url: 'optional',
      has_headers: false,
      is_signed: false,
      members: [{ name: 'routing_key', is_required: true, is_secret: true, template: null, default_text: null }],
    },
  ],
  presets: [
    {
      id: 'generic',
      name: 'Plain text in JSON',
      trigger_type: 'webhook',
      trigger_meta: { url: 'https://example.com/hook', webhook_body: '{}' },
    },
  ],
  variables: [{ name: 'alert_name', type: 'text', description: 'What fired, in one line', sample: '"Alert shop"' }],
});

export const aDelivery = (delivery: Partial<Delivery> = {}): Delivery => ({
  id: 91,
  event_id: 12,
  topic: 'alert.changed',
  kind: 'alert',
  channel: 'slack',
  recipient: 'trigger:4',
  state: 'delivered',
  attempts: 1,
  error: null,
  reason: null,
  created_at: '2026-03-02T10:15:02.000Z',
  next_attempt_at: null,
  expires_at: null,
  delivered_at: '2026-03-02T10:15:03.000Z',
  ...delivery,
});
