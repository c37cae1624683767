import { EVENT_STATUS_WORDS, formatsOf, formatUnits, INCIDENT_STATE_WORDS, type OwnFormats, translate } from '@clarion/i18n';
import { renderMarkdown } from '../../../platform/markdown/markdown.js';
import { escapeXml } from '../../../platform/markup/escape-xml.js';
import type { AffectedFacts, IncidentFacts, RecentEvents, ToldMaintenance } from '../../pages/snapshot/events/event-facts.js';
import { affectedOf, type Names } from '../../pages/snapshot/events/event-snapshots.js';

/** Items of a feed, at most. @see pages-site §11 */
export const FEED_LENGTH = 50;
/** Where a feed's times are read that nobody in particular reads. */
const ZONE = 'UTC';

/** One incident or one occurrence of a maintenance, as feeds tell of it. Instants are Unix seconds. */
export interface FeedItem {
  /** `incident-7`, `maintenance-12`: of the event, wherever it is read. */
  guid: string;
  title: string;
  /** Absolute address of its page. */
  link: string;
  /** Its newest update, else its start. */
  at: number;
  /** When it last changed; never to come. */
  changedAt: number;
  html: string;
}

/** What items are written for. */
export interface FeedSetting {
  locale: string;
  formats: OwnFormats;
  /** What addresses of events start with, no trailing slash. */
  base: string;
  names: Names;
  now: number;
}

const paragraph = (text: string): string => `<p>${escapeXml(text)}</p>`;

function affectedText(affected: readonly AffectedFacts[], { names, locale }: FeedSetting): string {
  const services = affectedOf(affected, names).map(({ name }) => name);
  return services.length === 0 ? '' : paragraph(translate(locale, 'maintenance.affects', { services: formatUnits(locale, services) }));
}

function incidentItem({ id, title, state, updatedAt, affected, updates }: IncidentFacts, setting: FeedSetting): FeedItem {
  return {
    guid: `incident-${id}`,
    title: `[Incident] ${title}`,
    link: `${setting.base}/incidents/${id}`,
    at: updatedAt,
    changedAt: Math.min(updatedAt, setting.now),
    html: [
      `<p><strong>${escapeXml(translate(setting.locale, INCIDENT_STATE_WORDS[state]))}</strong></p>`,
      affectedText(affected, setting),
      renderMarkdown(updates[0]?.text ?? ''),
    ].join(''),
  };
}

function maintenanceItem(event: ToldMaintenance, setting: FeedSetting): FeedItem {
  const { eventId, title, status, from, to, affected, description, changedAt, isOfAll } = event;
  const { locale } = setting;
  const { dateTime } = formatsOf(setting.formats);
  return {
    guid: `maintenance-${eventId}`,
    title: `[Maintenance] ${title}`,
    link: `${setting.base}/maintenances/${eventId}`,
    at: from,
    changedAt: Math.min(changedAt, setting.now),
    html: [
      `<p><strong>${escapeXml(translate(locale, EVENT_STATUS_WORDS[status]))}</strong></p>`,
      paragraph(`${dateTime(locale, ZONE, from)} – ${dateTime(locale, ZONE, to)}`),
      isOfAll ? paragraph(translate(locale, 'feed.allMonitors')) : affectedText(affected, setting),
      renderMarkdown(description ?? ''),
    ].join(''),
  };
}

/** Incidents and maintenances as items, newest first. @see pages-site §11 */
export function feedItems({ incidents, maintenances }: RecentEvents, setting: FeedSetting): FeedItem[] {
  const items = [
    ...incidents.map((incident) => incidentItem(incident, setting)),
    ...maintenances.map((event) => maintenanceItem(event, setting)),
  ];
  return items.sort((a, b) => b.at - a.at || (a.guid < b.guid ? 1 : -1)).slice(0, FEED_LENGTH);
}
