import type { Impact, IncidentState, MaintenanceStage } from '@clarion/contract';
import { escapeHtml, type TemplateVariables } from '@clarion/domain/templates';
import { EVENT_STATUS_WORDS, factsOf, formatsOf, INCIDENT_STATE_WORDS, type MessageKey, STATUS_WORDS, translate } from '@clarion/i18n';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { textOfHtml } from '../../platform/markdown/text-of-html.js';
import type { Language } from '../site/site-language.service.js';
import { oneLine } from './one-line.js';

/** An update of an incident, in the words of its reader. */
export interface UpdateFacts {
  readonly incidentId: number;
  /** Names the message; null = it is not stored yet. */
  readonly commentId: number | null;
  readonly title: string;
  readonly state: IncidentState;
  /** Markdown. */
  readonly comment: string;
  readonly at: number;
}

/** A stage of an occurrence, in the words of its reader. */
export interface StageFacts {
  readonly eventId: number;
  readonly stage: MaintenanceStage;
  readonly title: string;
  /** Markdown. */
  readonly description: string | null;
  readonly from: number;
  readonly to: number;
  /** Those that readers see. */
  readonly services: readonly { readonly name: string; readonly impact: Impact }[];
}

/** The subject of each stage, exact words of the contract in English. @see incidents-maintenances §B7 */
const TITLES = {
  created: 'message.maintenance.created',
  starting_soon: 'message.maintenance.soon',
  ongoing: 'message.maintenance.ongoing',
  completed: 'message.maintenance.completed',
  cancelled: 'message.maintenance.cancelled',
} as const satisfies Record<MaintenanceStage, MessageKey>;

const HAPPENED = {
  created: 'message.maintenance.isPlanned',
  ongoing: 'message.maintenance.isOngoing',
  completed: 'message.maintenance.isCompleted',
  cancelled: 'message.maintenance.isCancelled',
} as const satisfies Record<Exclude<MaintenanceStage, 'starting_soon'>, MessageKey>;

const STATE_OF_STAGE = {
  created: EVENT_STATUS_WORDS.SCHEDULED,
  starting_soon: EVENT_STATUS_WORDS.READY,
  ongoing: EVENT_STATUS_WORDS.ONGOING,
  completed: EVENT_STATUS_WORDS.COMPLETED,
  cancelled: EVENT_STATUS_WORDS.CANCELLED,
} as const satisfies Record<MaintenanceStage, MessageKey>;

/** From here on hours are said instead of minutes. */
const MOST_MINUTES = 120;

const isoOf = (at: number): string => new Date(at * 1_000).toISOString();
const bothTexts = (html: string): { update_text: string; update_text_plain: string } => ({
  ...{ update_text: html, update_text_plain: textOfHtml(html) },
});

/** English subjects and tables name states as the contract does; other languages have words for them. */
const isEnglish = (locale: string): boolean => locale === 'en' || locale.startsWith('en-');

/** @param siteUrl without a slash at its end @see incidents-maintenances §A5 */
export function updateVariables(
  { incidentId, commentId, title: stored, state, comment, at }: UpdateFacts,
  { locale }: Language,
  siteUrl: string,
): TemplateVariables {
  const title = oneLine(stored);
  const word = translate(locale, INCIDENT_STATE_WORDS[state]);
  return {
    ...{ title, update_subject: `[#${incidentId}:${isEnglish(locale) ? state : ` ${word}`}] ${title}`, update_state: word },
    ...bothTexts(renderMarkdown(comment)),
    ...{ cta_url: `${siteUrl}/incidents/${incidentId}`, cta_text: translate(locale, 'message.incident.view') },
    ...{ update_id: commentId === null ? '' : String(commentId), update_timestamp: isoOf(at) },
    ...{ event_type: 'incidents', is_incident: true, is_maintenance: false, is_resolved: state === 'RESOLVED' },
    ...{ services: '', starts_at: '', ends_at: '' },
  };
}

/** @param now Unix seconds @param siteUrl without a slash at its end @see incidents-maintenances §B7 */
export function stageVariables(facts: StageFacts, language: Language, siteUrl: string, now: number): TemplateVariables {
  const { eventId, stage, description, from, to } = facts;
  const { locale, timeZone, formats } = language;
  const own = oneLine(facts.title);
  const title = translate(locale, TITLES[stage], { title: own });
  const services = facts.services.map(({ name, impact }) => serviceText(locale, oneLine(name), impact)).join(', ');
  const instantOf = (at: number): string => formatsOf(formats).dateTime(locale, timeZone, at);
  const rows: [string, string][] = [
    ...(services === '' ? [] : [[translate(locale, 'message.services'), services] satisfies [string, string]]),
    [translate(locale, 'message.start'), instantOf(from)],
    [translate(locale, 'message.end'), instantOf(to)],
  ];
  const sentence = `<p>${escapeHtml(sentenceOf(locale, stage, own, from - now))}</p>`;
  return {
    ...{ title, update_subject: title, update_state: translate(locale, STATE_OF_STAGE[stage]) },
    ...bothTexts(`${sentence}${renderMarkdown(description ?? '')}${factTable(locale, rows)}`),
    ...{ cta_url: `${siteUrl}/maintenances/${eventId}`, cta_text: translate(locale, 'message.maintenance.view') },
    ...{ update_id: `maintenance_${eventId}_${stage}`, update_timestamp: isoOf(from) },
    ...{
      event_type: 'maintenances',
      is_incident: false,
      is_maintenance: true,
      is_resolved: stage === 'completed' || stage === 'cancelled',
    },
    ...{ services, starts_at: instantOf(from), ends_at: instantOf(to) },
  };
}

const serviceText = (locale: string, name: string, impact: Impact): string =>
  isEnglish(locale) ? `${name}(${impact})` : `${name} (${translate(locale, STATUS_WORDS[impact])})`;

function sentenceOf(locale: string, stage: MaintenanceStage, title: string, seconds: number): string {
  if (stage !== 'starting_soon') return translate(locale, HAPPENED[stage], { title });
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 0) return translate(locale, 'message.maintenance.startsNow', { title });
  return minutes < MOST_MINUTES
    ? translate(locale, 'message.maintenance.startsInMinutes', { title, count: minutes })
    : translate(locale, 'message.maintenance.startsInHours', { title, count: Math.round(minutes / 60) });
}

/** Mail programs follow `align`, and not where the document's lines begin. */
function factTable(locale: string, rows: readonly (readonly [string, string])[]): string {
  const { direction } = factsOf(locale);
  const align = direction === 'rtl' ? 'right' : 'left';
  const cells = rows.map(
    ([label, value]) =>
      `<tr><th align="${align}" valign="top" style="white-space:nowrap">${escapeHtml(label)}</th><td align="${align}" valign="top">${escapeHtml(value)}</td></tr>`,
  );
  return `<table dir="${direction}" cellpadding="4">${cells.join('')}</table>`;
}
