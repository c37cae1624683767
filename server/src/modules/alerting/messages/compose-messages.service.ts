import { LIMITS } from '@clarion/contract';
import { escapeHtml, type TemplateVariables } from '@clarion/domain/templates';
import { DEFAULT_LOCALE } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { SecretValues } from '../../../platform/secrets/secret-values.js';
import type { MailMessage, Message, NoteMessage, Prepared } from '../../deliveries/delivery.js';
import { alertTitle } from '../../incidents/alert-text.js';
import { TextTemplates } from '../../templates/render/text-templates.service.js';
import { unixOf } from '../alerting-route.js';
import { TRIGGER_SHAPES } from '../triggers/trigger-shapes.js';
import { alertVariables, type ToldAlert } from './alert-variables.js';
import { DEFAULT_TEXTS } from './default-texts.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { contentTypeOf, modeOf } from './text-modes.js';
import { endpointOf, type OpenTrigger, TriggerSecrets } from './trigger-endpoint.js';

/** Writes what goes to a trigger, at the moment it goes. */
@Injectable()
export class ComposeMessages {
  constructor(
    private readonly templates: TextTemplates,
    private readonly secrets: SecretValues,
    private readonly site: ReadSiteVariables,
  ) {}

  /**
   * What a trigger gets of an alert: its own words, ours, or the format of its provider.
   * @throws TemplateError, TriggerSecretError in words for people
   */
  async ofAlert(trigger: OpenTrigger, told: ToldAlert): Promise<Prepared> {
    const variables = alertVariables(told, await this.site.now());
    const dedupKey = `clarion-alert-${told.alert.configId}-${told.alert.monitor.id}`;
    return { ...(await this.to(trigger, async (secrets) => this.alertMessage(trigger, told, variables, secrets))), dedupKey };
  }

  /** What a trigger gets of something else that happened. @throws TriggerSecretError */
  async ofNote(trigger: OpenTrigger, note: NoteMessage): Promise<Prepared> {
    return this.to(trigger, async () => (trigger.type === 'email' ? mailOf(note) : note));
  }

  private async to(trigger: OpenTrigger, write: (secrets: TriggerSecrets) => Promise<Message>): Promise<Prepared> {
    const secrets = new TriggerSecrets(await this.secrets.current());
    const { endpoint, blot } = endpointOf(trigger, secrets);
    const message = await write(secrets);
    secrets.assertMayGo(endpoint.type === 'http' ? (endpoint.url ?? null) : null);
    return { endpoint, message, blot: [...blot, ...secrets.blot] };
  }

  private async alertMessage(
    { type, meta }: OpenTrigger,
    told: ToldAlert,
    variables: TemplateVariables,
    secrets: TriggerSecrets,
  ): Promise<Message> {
    const { texts } = TRIGGER_SHAPES[type];
    if (texts.length === 0) return noteOf(told, variables);
    const sources = texts.map(({ name, mode }) => ({
      text: secrets.intoTemplate(meta.members[name] ?? DEFAULT_TEXTS[type]?.[name] ?? ''),
      mode: modeOf(mode, meta.headers),
    }));
    const [first = '', second = ''] = await this.templates.renderAll(sources, { ...variables, ...secrets.values });
    if (type !== 'email') return { type: 'http', body: first, contentType: contentTypeOf(meta.headers) };
    const text = [variables['alert_name'], variables['alert_message'], variables['alert_incident_url'], variables['alert_cta_url']];
    return { type: 'mail', subject: first, html: second, text: text.filter(Boolean).join('\n\n') };
  }
}

/** What providers with a format of their own say of an alert. */
function noteOf({ alert, status }: ToldAlert, variables: TemplateVariables): NoteMessage {
  const title = alertTitle(DEFAULT_LOCALE, alert, LIMITS.title);
  const incidentUrl = variables['alert_incident_url'];
  return {
    type: 'note',
    title: status === 'RESOLVED' ? `Resolved: ${title}` : title,
    text: alert.description ?? '',
    url: String(variables['alert_cta_url']),
    linkText: String(variables['alert_cta_text']),
    state: status === 'RESOLVED' ? 'resolved' : 'triggered',
    severity: alert.severity === 'CRITICAL' ? 'critical' : 'warning',
    source: alert.monitor.name,
    at: unixOf(status === 'RESOLVED' ? (alert.resolvedAt ?? alert.createdAt) : alert.createdAt),
    fields: [
      ['Severity', alert.severity],
      ['Rule', `${alert.alertFor} ${alert.alertValue}`],
      ['Thresholds', `${alert.failureThreshold} to alert, ${alert.successThreshold} to resolve`],
      ...(typeof incidentUrl === 'string' ? [['Incident', incidentUrl] as const] : []),
    ],
  };
}

function mailOf({ title, text, url, linkText, fields = [] }: NoteMessage): MailMessage {
  const rows = fields.map(([label, value]) => `<tr><td>${escapeHtml(label)}</td><td>${escapeHtml(value)}</td></tr>`).join('');
  return {
    type: 'mail',
    subject: title,
    html: `<!doctype html><html lang="en"><body style="font-family:Helvetica,Arial,sans-serif;line-height:1.5"><h1 style="font-size:20px">${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><table cellpadding="4">${rows}</table><p><a href="${escapeHtml(url)}">${escapeHtml(linkText)}</a></p></body></html>`,
    text: [title, text, fields.map(([label, value]) => `${label}: ${value}`).join('\n'), url].filter(Boolean).join('\n\n'),
  };
}
