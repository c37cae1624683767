import type { IncidentSnapshot, Snapshot, Status } from '@clarion/contract';
import { EVENT_STATUS_WORDS, formatFullDay, INCIDENT_STATE_WORDS, PAGE_STATUS_MESSAGES, STATUS_WORDS, translate } from '@clarion/i18n';
import { isDrawable } from './outline-text.js';
import type { PictureFacts } from './picture.js';

/** Colour and shape of an incident: the worst of what it does. */
function statusOf({ state, affected }: IncidentSnapshot): Status {
  if (state === 'RESOLVED') return 'UP';
  return (['DOWN', 'DEGRADED', 'MAINTENANCE'] as const).find((impact) => affected.some((each) => each.impact === impact)) ?? 'DEGRADED';
}

/** A key in place of a sentence: in which language it can be drawn is decided later. */
interface Told {
  title: string;
  /** What stands in for a title whose letters no font here has. */
  name: string;
  key: PlainKey;
  status: Status;
}

/** Sentences without a parameter. */
type PlainKey =
  | (typeof PAGE_STATUS_MESSAGES)[keyof typeof PAGE_STATUS_MESSAGES]
  | (typeof STATUS_WORDS)[Status]
  | (typeof INCIDENT_STATE_WORDS)[keyof typeof INCIDENT_STATE_WORDS]
  | (typeof EVENT_STATUS_WORDS)[keyof typeof EVENT_STATUS_WORDS]
  | 'banner.ongoingIncident';

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : 'Status');

/** The heading of a page's banner: green never stands above an open incident. @see ux A1 */
function ofBanner({ key, status, openIncidents }: Snapshot['banner']): Pick<Told, 'status' | 'key'> {
  return key === 'ALL_OPERATIONAL' && openIncidents > 0
    ? { key: 'banner.ongoingIncident', status: 'DEGRADED' }
    : { key: PAGE_STATUS_MESSAGES[key], status };
}

function tellOf(snapshot: Snapshot): Told | null {
  switch (snapshot.kind) {
    case 'page': {
      const { header, title, path } = snapshot.page;
      return { title: header || title, name: path || hostOf(snapshot.site.url), ...ofBanner(snapshot.banner) };
    }
    case 'monitor': {
      const { name, tag, status } = snapshot.monitor;
      return { title: name, name: tag, key: STATUS_WORDS[status], status };
    }
    case 'incident': {
      const { id, title, state } = snapshot.incident;
      return { title, name: `#${id}`, key: INCIDENT_STATE_WORDS[state], status: statusOf(snapshot.incident) };
    }
    case 'maintenance': {
      const { eventId, title, status } = snapshot.maintenance;
      return { title, name: `#${eventId}`, key: EVENT_STATUS_WORDS[status], status: 'MAINTENANCE' };
    }
    default:
      return null;
  }
}

/**
 * What the picture of a page says. Names that no font here can draw give way to addresses, sentences to their English form.
 * @returns null for a page that has no picture
 */
export function pictureFacts(snapshot: Snapshot): PictureFacts | null {
  const told = tellOf(snapshot);
  if (told === null) return null;
  const { locale, timeZone, generatedAt, site, freshness } = snapshot;
  const inWords = (say: (language: string) => string): string => (isDrawable(say(locale)) ? say(locale) : say('en'));
  // What nobody vouches for has no colour. @see ux, principle 1
  const isKnown = freshness === 'live';
  return {
    site: isDrawable(site.name) ? site.name : hostOf(site.url),
    title: isDrawable(told.title) ? told.title : told.name,
    message: inWords((language) => translate(language, isKnown ? told.key : 'banner.unknown')),
    status: isKnown ? told.status : 'NO_DATA',
    date: inWords((language) => formatFullDay(language, timeZone, generatedAt)),
  };
}
