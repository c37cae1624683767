export const BADGE_KINDS = ['status', 'uptime', 'latency', 'dot'] as const;
export type BadgeKind = (typeof BADGE_KINDS)[number];

export const BADGE_STYLES = ['plastic', 'flat', 'flat-square', 'for-the-badge', 'social'] as const;
export type BadgeStyle = (typeof BADGE_STYLES)[number];

/** Which of the latencies of a stretch is told. */
export const LATENCY_METRICS = ['average', 'maximum', 'minimum'] as const;
export type LatencyMetric = (typeof LATENCY_METRICS)[number];

export const EMBED_KINDS = ['monitor', 'latency', 'events'] as const;
export type EmbedKind = (typeof EMBED_KINDS)[number];

/** `system` follows the reader's choice between light and dark. */
export const EMBED_THEMES = ['system', 'light', 'dark'] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/** Stands for all monitors together in the address of a badge. */
export const WHOLE_SITE = '_';

/** What badges and embeds are when nothing is asked for. Colours are `#rrggbb`, heights px. @see pages-site §13, §14 */
export const SHARING_DEFAULTS = {
  badgeStyle: 'flat',
  labelColor: '#333333',
  /** Of the right part of an uptime or a latency; that of a status follows the status. */
  figureColor: '#0079ff',
  badgeDays: 90,
  embedDays: 90,
  chartHeight: 128,
  metric: 'average',
  theme: 'system',
} as const;

export const SHARING_LIMITS = {
  labelCharacters: 100,
  /** Nothing older is published. */
  badgeDays: 365,
  embedDays: 90,
  chartHeightMinimum: 50,
  chartHeightMaximum: 1_000,
  tags: 100,
} as const;

/** One monitor's history as a frame in somebody else's page. */
export interface MonitorEmbed {
  kind: 'monitor';
  tag: string;
  theme: EmbedTheme;
  /** 1..90 */
  days: number;
}

/** One monitor's latency as a frame. */
export interface LatencyEmbed {
  kind: 'latency';
  tag: string;
  theme: EmbedTheme;
  /** 1..90 */
  days: number;
  /** Of the chart, px. */
  height: number;
  metric: LatencyMetric;
}

/** What goes on now, as a frame. */
export interface EventsEmbed {
  kind: 'events';
  theme: EmbedTheme;
  incidents: boolean;
  maintenances: boolean;
  /** Of the monitors it tells of, ascending; null = everything readers may see. */
  tags: readonly string[] | null;
}

/** A frame as it is wanted, with everything that can be chosen about it but its language. */
export type Embed = MonitorEmbed | LatencyEmbed | EventsEmbed;

/** A badge as it is wanted. */
export interface BadgeChoice {
  kind: BadgeKind;
  /** Of a monitor, or `WHOLE_SITE`. */
  tag: string;
  /** Empty = the name of what it is about. */
  label: string;
  style: BadgeStyle;
  /** Colours are `#rrggbb`; empty = as usual. */
  labelColor: string;
  color: string;
  /** Days the figures look back. */
  days: number;
  hideDuration: boolean;
  metric: LatencyMetric;
  isPinging: boolean;
}

/** A frame as it is being chosen: everything there is to choose for any kind, so that changing the kind forgets nothing. */
export interface EmbedChoice {
  kind: EmbedKind;
  /** Of a monitor; only frames of events can do without. */
  tag: string;
  theme: EmbedTheme;
  days: number;
  /** px */
  height: number;
  metric: LatencyMetric;
  incidents: boolean;
  maintenances: boolean;
  /** Of the monitors whose events it shows; none = all. */
  tags: readonly string[];
}
