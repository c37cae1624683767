import type { Impact } from '@clarion/contract';
import type { HttpMessage, NoteMessage } from '../../deliveries/delivery.js';
import type { SiteVariables } from '../../site/site-variables.service.js';
import { type Announced, isIncidentUpdate } from '../announced.js';

/** A service, as readers see it. */
export interface NamedMonitor {
  readonly tag: string;
  readonly name: string;
  readonly impact: Impact | null;
}

/** What happened, for programs. */
export interface NewsFacts {
  /** State of an incident after the update; of a maintenance the stage it reached. */
  readonly state: string;
  /** Of the incident or maintenance itself, without what happened to it. */
  readonly title: string;
  /** When it happened, Unix seconds. */
  readonly at: number;
  /** Of a maintenance, Unix seconds; null for incidents. */
  readonly from: number | null;
  readonly to: number | null;
  readonly monitors: readonly NamedMonitor[];
}

/** The words of it, in one language. */
export interface NewsWords {
  readonly title: string;
  readonly text: string;
  /** The same, for programs that show it. */
  readonly html: string;
  readonly url: string;
  readonly linkText: string;
}

/** One piece of news, ready to be told over any channel. */
export interface EndpointNews {
  readonly announced: Announced;
  readonly facts: NewsFacts;
  readonly words: NewsWords;
  readonly site: SiteVariables;
}

const isoOf = (at: number): string => new Date(at * 1_000).toISOString();
const isOver = ({ state }: NewsFacts): boolean => state === 'RESOLVED' || state === 'completed';

/** For chats and notifications: each gives it the shape its provider knows. */
export const noteOf = ({ facts, words: { title, text, url, linkText }, site }: EndpointNews): NoteMessage => ({
  ...{ type: 'note', title, text, url, linkText, source: site.site_name, at: facts.at },
  ...{ state: isOver(facts) ? 'resolved' : 'info', severity: 'info' },
  ...(site.site_logo_url === '' ? {} : { icon: site.site_logo_url }),
});

const pageOf = ({ site_name: name, site_url: url }: SiteVariables): object => ({ name, url });
const jsonMessage = (body: object): HttpMessage => ({ type: 'http', body: JSON.stringify(body), contentType: 'application/json' });

const idsOf = (announced: Announced): object =>
  isIncidentUpdate(announced)
    ? { type: 'incident.update', incident_id: announced.incidentId, update_id: announced.commentId }
    : { type: 'maintenance.update', maintenance_id: announced.maintenanceId, event_id: announced.eventId };

/** For programs. Members are added to it, and none is ever taken away or given another meaning. @see docs/subscriptions.md */
export const webhookMessageOf = ({ announced, facts, words, site }: EndpointNews): HttpMessage =>
  jsonMessage({
    ...idsOf(announced),
    ...{ title: facts.title, state: facts.state, text: words.text, html: words.html, url: words.url },
    ...(facts.from === null || facts.to === null ? {} : { starts_at: isoOf(facts.from), ends_at: isoOf(facts.to) }),
    monitors: facts.monitors,
    page: pageOf(site),
    at: isoOf(facts.at),
  });

/** What proves that an address takes messages. @param at Unix seconds */
export const testMessageOf = (words: { readonly title: string; readonly text: string }, site: SiteVariables, at: number): HttpMessage =>
  jsonMessage({ type: 'test', ...words, url: site.site_url, page: pageOf(site), at: isoOf(at) });
