import type { TriggerType } from '@clarion/contract';

/** A trigger to begin with: what stands in capital letters after a `$` is to be stored as a secret, or replaced. */
export interface TriggerPreset {
  id: string;
  name: string;
  triggerType: TriggerType;
  triggerMeta: Readonly<Record<string, unknown>>;
}

const STATE = '{{#is_triggered}}Alert{{/is_triggered}}{{#is_resolved}}Resolved{{/is_resolved}}';
const LINE = `${STATE}: {{monitor_name}} ({{alert_for}} {{alert_value}}). {{alert_message}} {{alert_cta_url}}`;
const KEY = 'clarion-alert-{{alert_config_id}}-{{monitor_tag}}';

const webhook = (
  id: string,
  name: string,
  url: string,
  body: object | string,
  headers: Readonly<Record<string, string>> = {},
): TriggerPreset => ({
  id,
  name,
  triggerType: 'webhook',
  triggerMeta: {
    url,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    webhook_body: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
  },
});

/** Providers by webhook, for those who want their own words. @see alerting §B5 */
export const TRIGGER_PRESETS: readonly TriggerPreset[] = [
  webhook('telegram', 'Telegram', 'https://api.telegram.org/bot$TELEGRAM_BOT_TOKEN/sendMessage', {
    chat_id: 'CHAT_ID',
    text: LINE,
    disable_web_page_preview: true,
  }),
  webhook('pagerduty', 'PagerDuty Events v2', 'https://events.pagerduty.com/v2/enqueue', {
    routing_key: '$PAGERDUTY_ROUTING_KEY',
    event_action: '{{#is_triggered}}trigger{{/is_triggered}}{{#is_resolved}}resolve{{/is_resolved}}',
    dedup_key: KEY,
    client: '{{site_name}}',
    client_url: '{{site_url}}',
    payload: {
      summary: '{{alert_name}}',
      source: '{{monitor_tag}}',
      severity: '{{#is_triggered}}critical{{/is_triggered}}{{#is_resolved}}info{{/is_resolved}}',
      timestamp: '{{alert_timestamp}}',
      custom_details: { message: '{{alert_message}}', severity: '{{alert_severity}}' },
    },
  }),
  webhook('teams', 'Microsoft Teams', '$TEAMS_WEBHOOK_URL', {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', size: 'Large', weight: 'Bolder', wrap: true, text: `${STATE}: {{monitor_name}}` },
            { type: 'TextBlock', wrap: true, text: '{{alert_message}}' },
            {
              type: 'FactSet',
              facts: [
                { title: 'Severity', value: '{{alert_severity}}' },
                { title: 'Rule', value: '{{alert_for}} {{alert_value}}' },
                { title: 'Since', value: '{{alert_timestamp}}' },
              ],
            },
          ],
          actions: [{ type: 'Action.OpenUrl', title: '{{alert_cta_text}}', url: '{{alert_cta_url}}' }],
        },
      },
    ],
  }),
  webhook(
    'opsgenie',
    'Opsgenie: open an alert',
    'https://api.opsgenie.com/v2/alerts',
    { message: '{{monitor_name}}: {{alert_for}} {{alert_value}}', alias: KEY, description: '{{alert_message}}', source: '{{site_name}}' },
    { Authorization: 'GenieKey $OPSGENIE_API_KEY' },
  ),
  webhook('mattermost', 'Mattermost', '$MATTERMOST_WEBHOOK_URL', {
    username: '{{site_name}}',
    attachments: [{ fallback: '{{alert_name}}', title: '{{alert_name}}', title_link: '{{alert_cta_url}}', text: '{{alert_message}}' }],
  }),
  webhook('rocketchat', 'Rocket.Chat', '$ROCKETCHAT_WEBHOOK_URL', {
    alias: '{{site_name}}',
    attachments: [{ title: '{{alert_name}}', title_link: '{{alert_cta_url}}', text: '{{alert_message}}' }],
  }),
  webhook('ntfy', 'ntfy', 'https://ntfy.sh/TOPIC', LINE, { 'Content-Type': 'text/plain; charset=utf-8' }),
  webhook('generic', 'Plain text in JSON', 'https://example.com/hook', { text: LINE }),
];
