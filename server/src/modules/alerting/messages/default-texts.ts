import type { TriggerType } from '@clarion/contract';

/** Keys in the order of the contract; numbers, flags and null stand outside of quotes. @see alerting §B4 */
const WEBHOOK = `{
  "alert_id": {{alert_id}},
  "alert_name": "{{alert_name}}",
  "alert_for": "{{alert_for}}",
  "alert_value": "{{alert_value}}",
  "alert_status": "{{alert_status}}",
  "alert_severity": "{{alert_severity}}",
  "alert_message": "{{alert_message}}",
  "alert_source": "{{alert_source}}",
  "alert_timestamp": "{{alert_timestamp}}",
  "alert_cta_url": "{{alert_cta_url}}",
  "alert_cta_text": "{{alert_cta_text}}",
  "alert_incident_id": {{alert_incident_id}},
  "alert_incident_url": {{alert_incident_url}},
  "alert_failure_threshold": {{alert_failure_threshold}},
  "alert_success_threshold": {{alert_success_threshold}},
  "is_resolved": {{is_resolved}},
  "is_triggered": {{is_triggered}},
  "site_url": "{{site_url}}",
  "site_name": "{{site_name}}",
  "site_logo_url": "{{site_logo_url}}",
  "colors_up": "{{colors_up}}",
  "colors_down": "{{colors_down}}",
  "colors_degraded": "{{colors_degraded}}",
  "colors_maintenance": "{{colors_maintenance}}",
  "monitor_tag": "{{monitor_tag}}",
  "monitor_name": "{{monitor_name}}",
  "alert_resolved_at": "{{alert_resolved_at}}",
  "alert_duration_seconds": {{alert_duration_seconds}},
  "alert_config_id": {{alert_config_id}}
}`;

const SLACK = `{
  "text": "{{alert_name}}",
  "blocks": [
    { "type": "header", "text": { "type": "plain_text", "text": "{{#is_triggered}}Alert triggered{{/is_triggered}}{{#is_resolved}}Alert resolved{{/is_resolved}}", "emoji": true } },
    { "type": "section", "text": { "type": "plain_text", "text": "{{alert_name}}" } },
    { "type": "divider" },
    { "type": "section", "fields": [
      { "type": "plain_text", "text": "Status: {{alert_status}}" },
      { "type": "plain_text", "text": "Severity: {{alert_severity}}" },
      { "type": "plain_text", "text": "Type: {{alert_for}}" },
      { "type": "plain_text", "text": "Value: {{alert_value}}" },
      { "type": "plain_text", "text": "Failure threshold: {{alert_failure_threshold}}" },
      { "type": "plain_text", "text": "Success threshold: {{alert_success_threshold}}" }
    ] },
    {{#alert_message}}{ "type": "section", "text": { "type": "plain_text", "text": "{{alert_message}}" } },{{/alert_message}}
    { "type": "context", "elements": [
      { "type": "plain_text", "text": "Alert {{alert_id}}, {{alert_timestamp}}" }{{#alert_incident_url}},
      { "type": "mrkdwn", "text": "<{{alert_incident_url}}|Incident {{alert_incident_id}}>" }{{/alert_incident_url}}
    ] },
    { "type": "actions", "elements": [
      { "type": "button", "text": { "type": "plain_text", "text": "{{alert_cta_text}}" }, "url": "{{alert_cta_url}}",
        "style": "{{#is_triggered}}danger{{/is_triggered}}{{^is_triggered}}primary{{/is_triggered}}" }
    ] },
    { "type": "context", "elements": [{ "type": "plain_text", "text": "{{site_name}} " }] }
  ]
}`;

const DISCORD = `{
  "username": "{{site_name}}",
  {{#site_logo_url}}"avatar_url": "{{site_logo_url}}",{{/site_logo_url}}
  "allowed_mentions": { "parse": [] },
  "embeds": [{
    "title": "{{monitor_name}}",
    "url": "{{alert_cta_url}}",
    "color": {{#is_triggered}}15158332{{/is_triggered}}{{^is_triggered}}3066993{{/is_triggered}},
    "description": "{{alert_name}}\\n{{alert_message}}",
    "fields": [
      { "name": "Status", "value": "{{alert_status}}", "inline": true },
      { "name": "Severity", "value": "{{alert_severity}}", "inline": true },
      { "name": "Type", "value": "{{alert_for}}", "inline": true },
      { "name": "Value", "value": "{{alert_value}}", "inline": true },
      { "name": "Failure threshold", "value": "{{alert_failure_threshold}}", "inline": true },
      { "name": "Success threshold", "value": "{{alert_success_threshold}}", "inline": true }{{#alert_incident_url}},
      { "name": "Incident", "value": "{{alert_incident_url}}" }{{/alert_incident_url}}
    ],
    "footer": { "text": "{{site_name}}, alert {{alert_id}}" },
    "timestamp": "{{alert_timestamp}}"
  }]
}`;

const EMAIL = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;line-height:1.5">
<table role="presentation" width="100%" style="max-width:560px;margin:0 auto">
<tr><td style="border-top:4px solid {{#is_triggered}}{{colors_down}}{{/is_triggered}}{{#is_resolved}}{{colors_up}}{{/is_resolved}};padding:16px 0">
<p style="margin:0;font-weight:bold">{{site_name}}</p>
<h1 style="font-size:20px">{{monitor_name}}: {{#is_triggered}}alert{{/is_triggered}}{{#is_resolved}}resolved{{/is_resolved}}</h1>
{{#alert_message}}<p>{{alert_message}}</p>{{/alert_message}}
<table role="presentation" width="100%" cellpadding="4">
<tr><td>Status</td><td>{{alert_status}}</td></tr>
<tr><td>Severity</td><td>{{alert_severity}}</td></tr>
<tr><td>Rule</td><td>{{alert_for}} {{alert_value}}</td></tr>
<tr><td>Thresholds</td><td>{{alert_failure_threshold}} to alert, {{alert_success_threshold}} to resolve</td></tr>
<tr><td>Since</td><td>{{alert_timestamp}}</td></tr>
{{#alert_resolved_at}}<tr><td>Until</td><td>{{alert_resolved_at}}</td></tr>{{/alert_resolved_at}}
</table>
<p><a href="{{alert_cta_url}}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#1f57b8;color:#ffffff;text-decoration:none">{{alert_cta_text}}</a></p>
{{#alert_incident_url}}<p><a href="{{alert_incident_url}}">Incident {{alert_incident_id}}</a></p>{{/alert_incident_url}}
</td></tr></table>
</body></html>`;

/** Texts of triggers that have none of their own, by member of `trigger_meta`. */
export const DEFAULT_TEXTS: Readonly<Partial<Record<TriggerType, Readonly<Record<string, string>>>>> = {
  webhook: { webhook_body: WEBHOOK },
  slack: { slack_body: SLACK },
  discord: { discord_body: DISCORD },
  email: { email_subject: '{{alert_name}}', email_body: EMAIL },
};
