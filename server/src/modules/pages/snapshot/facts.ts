import type { GapReason, LatencyRange, Lifecycle, MonitorType, PageSettings, SampleType, Status } from '@clarion/contract';
import type { IncidentFacts, MaintenanceFacts, PageEventFacts } from './events/event-facts.js';
import type { EventSettings } from './events/event-settings.js';
import type { OwnWords } from '../../translations/own-words.js';
import type { LocalDay, Overlay, Rollup, Span, StoredRollup } from '@clarion/domain';

/** What the database knows of a page's surroundings, the same in every zone and language. */
export interface SiteFacts {
  /** Values by site key. @see pages-site §5 */
  settings: ReadonlyMap<string, unknown>;
  /** Living pages, the home page among them, by id. */
  pages: readonly { id: number; path: string; title: string }[];
  /** `instance.epoch`: part of every version. */
  epoch: number;
  /** Names of the files of texts by language, of those on offer; null = the page has them in its script. Absent = there is no choice. */
  texts?: ReadonlyMap<string, string | null>;
  /** Whether anything of its own content is translated at all. */
  isTranslated?: boolean;
}

/** The newest sample of a monitor and the end of its open span. */
export interface CurrentState {
  /** Minute of the sample. */
  timestamp: number;
  status: Status;
  type: SampleType;
  /** 0 = not measured. */
  latencyMs: number;
  sinceTs: number;
  vouchedUntil: number;
}

/** A visible monitor with as much of its history as was asked for. */
export interface MonitorFacts {
  id: number;
  tag: string;
  name: string;
  description: string | null;
  image: string | null;
  externalUrl: string | null;
  type: MonitorType;
  cron: string | null;
  isHidden: boolean;
  status: Lifecycle;
  /** `monitor_settings_json` */
  settings: Readonly<Record<string, unknown>> | null;
  includeDegradedInDowntime: boolean;
  dayDownMinimum: number | null;
  dayDegradedMinimum: number | null;
  /** Unix seconds. */
  createdAt: number;
  state: CurrentState | null;
  /** Spans that touch the window, ascending, the open one ended at `vouchedUntil`. */
  spans: readonly Span[];
  overlays: readonly Overlay[];
  /** 48 half-hour averages, oldest first. */
  sparkline: readonly (number | null)[];
}

/** A monitor that some page shows. */
export interface PublicMonitor extends MonitorFacts {
  /** Whose latencies are its own: itself, or the members of a group. */
  measuredIds: readonly number[];
  /** Versions of the pages it stands on, by page id. */
  versions: ReadonlyMap<number, number>;
}

export interface SectionFacts {
  id: number;
  name: string;
  description: string | null;
  open: 'always' | 'affected' | 'never';
}

/** A page with the monitors a reader may see, in page order. */
export interface PageFacts {
  id: number;
  /** Grows with every change of what the page shows. */
  version: number;
  path: string;
  title: string;
  header: string | null;
  subheader: string | null;
  logo: string | null;
  settings: PageSettings;
  eventSettings: EventSettings;
  sections: readonly SectionFacts[];
  monitors: readonly (MonitorFacts & { sectionId: number | null })[];
  events: PageEventFacts;
  site: SiteFacts;
  /** Its texts in further languages; absent = there are none. */
  words?: OwnWords;
  /** First instant of the history that was read. */
  from: number;
  /** When it was read, Unix seconds. */
  now: number;
}

/** One stored sample of a day. */
export interface DaySample {
  timestamp: number;
  latencyMs: number;
  errorMessage: string | null;
}

export interface Gap {
  from: number;
  to: number;
  reason: GapReason;
}

/** One monitor's year, a stretch of its latency and, when asked for, a day in full. */
export interface MonitorPageFacts {
  monitor: MonitorFacts;
  /** Of the first page that shows it, empty = home; null = no page does. */
  pagePath: string | null;
  /** Versions of the pages that show it, by page id. */
  versions: ReadonlyMap<number, number>;
  latency: { range: LatencyRange; points: readonly StoredRollup[]; whole: Rollup };
  day: DayFacts | null;
  /** What touched it lately and is to come, newest first; of the day that was asked for as well. */
  events: MonitorEventFacts;
  openIncidents: number;
  site: SiteFacts;
  now: number;
}

/** Incidents and maintenances of one monitor. */
export interface MonitorEventFacts {
  incidents: readonly IncidentFacts[];
  maintenances: readonly MaintenanceFacts[];
}

/** What is read of one local day. */
export interface DayFacts extends LocalDay {
  /** Why stretches of the day have no samples. */
  gaps: readonly Gap[];
  /** Samples that measured something or say why they are not up, ascending. Gone once retention took them. */
  samples: readonly DaySample[];
  rollups: readonly StoredRollup[];
  events: MonitorEventFacts;
}
