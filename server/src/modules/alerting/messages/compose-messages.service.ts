import { LIMITS, type TriggerType } from '@clarion/contract';
import { escapeHtml, type TemplateVariables } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { SecretValues } from '../../../platform/secrets/secret-values.js';
import type { MailMessage, Message, NoteMessage, Prepared } from '../../deliveries/delivery.js';
import { alertTitle } from '../../incidents/alert-text.js';
import { NoteTexts } from '../../mails/note-texts.service.js';
import { SiteLanguage } from '../../site/site-language.service.js';
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
    private readonly language: SiteLanguage,
    private readonly notes: NoteTexts,
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
    const hasOwn = texts.some(({ name }) => meta.members[name] !== undefined);
    // Chats that we have a body for keep it, until an editor says how alerts are worded.
    if (texts.length === 0 || (isChat(type) && !hasOwn && (await this.notes.isOwn('alert')))) return this.noteOf(told, variables);
    const sources = texts.map(({ name, mode }) => ({
      text: secrets.intoTemplate(meta.members[name] ?? DEFAULT_TEXTS[type]?.[name] ?? ''),
      mode: modeOf(mode, meta.headers),
    }));
    const [first = '', second = ''] = await this.templates.renderAll(sources, { ...variables, ...secrets.values });
    if (type !== 'email') return { type: 'http', body: first, contentType: contentTypeOf(meta.headers) };
    const text = [variables['alert_name'], variables['alert_message'], variables['alert_incident_url'], variables['alert_cta_url']];
    return { type: 'mail', subject: first, html: second, text: text.filter(Boolean).join('\n\n') };
  }

  /** What providers with a format of their own say of an alert. */
  private async noteOf({ alert, status }: ToldAlert, variables: TemplateVariables): Promise<NoteMessage> {
    const { locale } = await this.language.of();
    const title = alertTitle(locale, alert, LIMITS.title);
    const texts = await this.notes.of('alert', { ...variables, alert_title: title });
    const incidentUrl = variables['alert_incident_url'];
    return {
      type: 'note',
      ...texts,
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
}

const isChat = (type: TriggerType): boolean => type === 'slack' || type === 'discord';

function mailOf({ title, text, url, linkText, fields = [] }: NoteMessage): MailMessage {
  const rows = fields.map(([label, value]) => `<tr><td>${escapeHtml(label)}</td><td>${escapeHtml(value)}</td></tr>`).join('');
  return {
    type: 'mail',
    subject: title,
    html: `<!doctype html><html lang="en"><body style="font-family:Helvetica,Arial,sans-serif;line-height:1.5"><h1 style="font-size:20px">${escapeHtml(title)}</h1><p style="white-space:pre-line">${escapeHtml(text)}</p><table cellpadding="4">${rows}</table><p><a href="${escapeHtml(url)}">${escapeHtml(linkText)}</a></p></body></html>`,
    text: [title, text, fields.map(([label, value]) => `${label}: ${value}`).join('\n'), url].filter(Boolean).join('\n\n'),
  };
}
