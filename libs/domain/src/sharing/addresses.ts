import {
  type BadgeChoice,
  type Embed,
  type EmbedChoice,
  EMBED_THEMES,
  type EmbedKind,
  LATENCY_METRICS,
  SHARING_DEFAULTS as DEFAULTS,
  SHARING_LIMITS as LIMITS,
} from '@clarion/contract';

const DAY = 86_400;
const TAG = /^[a-z0-9][a-z0-9_-]{0,254}$/;
const COLOR = /^#?([0-9a-f]{6})$/i;

/** A parameter of a query by its name; null = it is not there. */
export type Query = (name: string) => string | null;

/** As a part of an address that stays whole between the brackets of Markdown and the quotes of HTML. */
const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/** Parameters that are there, in the order they are written. */
const queryText = (values: Readonly<Record<string, string | null>>): string => {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${encode(value)}`).join('&')}`;
};

const unless = <T extends string | number>(value: T, usual: T): string | null => (value === usual ? null : String(value));

/** A label as badges take it: no longer than they show. */
export const badgeLabel = (text: string): string => [...text.trim()].slice(0, LIMITS.labelCharacters).join('');

const colorText = (text: string): string | null => COLOR.exec(text)?.[1]?.toLowerCase() ?? null;

function badgeQuery(choice: Readonly<BadgeChoice>, locale: string | null): string {
  const isFigure = choice.kind === 'uptime' || choice.kind === 'latency';
  const labelColor = colorText(choice.labelColor);
  const days = number(String(choice.days), 1, LIMITS.badgeDays, DEFAULTS.badgeDays);
  if (choice.kind === 'dot') {
    return queryText({ fillColor: colorText(choice.color), animate: choice.isPinging ? 'ping' : null, locale });
  }
  return queryText({
    label: badgeLabel(choice.label) || null,
    style: unless<string>(choice.style, DEFAULTS.badgeStyle),
    labelColor: `#${labelColor}` === DEFAULTS.labelColor ? null : labelColor,
    color: colorText(choice.color),
    sinceLast: isFigure && days !== DEFAULTS.badgeDays ? String(days * DAY) : null,
    hideDuration: isFigure && choice.hideDuration ? 'true' : null,
    metric: choice.kind === 'latency' ? unless<string>(choice.metric, DEFAULTS.metric) : null,
    locale,
  });
}

/**
 * Address of a badge below the base path, e.g. `/badge/api/uptime?style=social`. What is as usual is not in it.
 * @param form the picture, or what shields.io draws one from
 * @param locale language of its words; null = that of the site   @see pages-site §13
 */
export function badgePath(choice: Readonly<BadgeChoice>, form: 'svg' | 'json' = 'svg', locale: string | null = null): string {
  return `/badge/${encode(choice.tag)}/${choice.kind}${form === 'json' ? '.json' : ''}${badgeQuery(choice, locale)}`;
}

/** What an embed is called in its address and in the messages it sends: `monitor-api`, `latency-api`, `events-live`. */
export const embedSlug = (embed: Embed): string => (embed.kind === 'events' ? 'events-live' : `${embed.kind}-${embed.tag}`);

const embedRoom = (embed: Embed): string => (embed.kind === 'events' ? 'events/live' : embedSlug(embed));

function embedQuery(embed: Embed, locale: string | null): string {
  const common = { theme: unless<string>(embed.theme, DEFAULTS.theme) };
  switch (embed.kind) {
    case 'monitor':
      return queryText({ ...common, days: unless<number>(embed.days, DEFAULTS.embedDays), lang: locale });
    case 'latency':
      return queryText({
        ...common,
        days: unless<number>(embed.days, DEFAULTS.embedDays),
        height: unless<number>(embed.height, DEFAULTS.chartHeight),
        metric: unless<string>(embed.metric, DEFAULTS.metric),
        lang: locale,
      });
    case 'events': {
      // One of the two alone would switch the other off.
      const isUsual = embed.incidents && embed.maintenances;
      const flag = (isOn: boolean): string | null => (isUsual ? null : isOn ? '1' : '0');
      return queryText({
        ...common,
        incidents: flag(embed.incidents),
        maintenance: flag(embed.maintenances),
        tags: embed.tags === null ? null : embed.tags.join(',') || '-',
        lang: locale,
      });
    }
  }
}

/** Address of a frame below the base path. What is as usual is not in it. @param locale null = that of the site   @see pages-site §14 */
export const embedPath = (embed: Embed, locale: string | null = null): string => `/embed/${embedRoom(embed)}${embedQuery(embed, locale)}`;

/** Address of the script that puts the same frame behind itself. */
export const embedScriptPath = (embed: Embed, locale: string | null = null): string =>
  `/embed/${embedRoom(embed)}/js${embedQuery(embed, locale)}`;

const FIXED = /^(monitor|latency)-(.+)$/;

/** What the end of a frame's address names, such as `monitor-api` or `events/live`; null = no frame. */
export function embedNamed(room: string): { kind: EmbedKind; tag: string } | null {
  if (room === 'events/live') return { kind: 'events', tag: '' };
  const [, kind, tag = ''] = FIXED.exec(room) ?? [];
  return kind !== undefined && TAG.test(tag) ? { kind: kind as EmbedKind, tag } : null;
}

const among = <T extends string>(known: readonly T[], text: string | null, usual: T): T => known.find((each) => each === text) ?? usual;

/** A whole number within bounds; what is none counts as not asked for. */
function number(text: string | null, lowest: number, highest: number, usual: number): number {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(highest, Math.max(lowest, Math.floor(value))) : usual;
}

const isOn = (text: string | null): boolean => text === '1' || text === 'true';

/** Tags in a list; what is no tag names nothing. null = no list. */
function tagsIn(text: string | null): string[] | null {
  if (text === null || text.trim() === '') return null;
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => TAG.test(tag)))].sort().slice(0, LIMITS.tags);
}

/**
 * A frame out of the query of its address. What nobody knows counts as not asked for.
 * @param named as `embedNamed` answers it   @see pages-site §14
 */
export function readEmbed({ kind, tag }: { kind: EmbedKind; tag: string }, query: Query): Embed {
  const theme = among(EMBED_THEMES, query('theme'), DEFAULTS.theme);
  const days = number(query('days'), 1, LIMITS.embedDays, DEFAULTS.embedDays);
  switch (kind) {
    case 'monitor':
      return { kind, tag, theme, days };
    case 'latency': {
      const height = number(query('height'), LIMITS.chartHeightMinimum, LIMITS.chartHeightMaximum, DEFAULTS.chartHeight);
      return { kind, tag, theme, days, height, metric: among(LATENCY_METRICS, query('metric'), DEFAULTS.metric) };
    }
    case 'events': {
      const [incidents, maintenance] = [query('incidents'), query('maintenance')];
      const isUsual = incidents === null && maintenance === null;
      const tags = tagsIn(query('tags'));
      return { kind, theme, incidents: isUsual || isOn(incidents), maintenances: isUsual || isOn(maintenance), tags };
    }
  }
}

/** The frame that a choice makes; a number out of bounds is brought back, and what is none is as usual. */
export function chosenEmbed({ kind, tag, ...choice }: Readonly<EmbedChoice>): Embed {
  const flag = (isChosen: boolean): string => (isChosen ? '1' : '0');
  const values: Readonly<Record<string, string>> = {
    theme: choice.theme,
    days: String(choice.days),
    height: String(choice.height),
    metric: choice.metric,
    incidents: flag(choice.incidents),
    maintenance: flag(choice.maintenances),
    tags: choice.tags.join(','),
  };
  return readEmbed({ kind, tag }, (name) => values[name] ?? null);
}

/** What there is to choose about a frame, as usual. @param tag of a monitor; empty = none */
export const usualEmbed = (tag: string): EmbedChoice => ({
  kind: tag === '' ? 'events' : 'monitor',
  tag,
  theme: DEFAULTS.theme,
  days: DEFAULTS.embedDays,
  height: DEFAULTS.chartHeight,
  metric: DEFAULTS.metric,
  incidents: true,
  maintenances: true,
  tags: [],
});

/** What there is to choose about a badge, as usual. */
export const usualBadge = (tag: string): BadgeChoice => ({
  kind: 'status',
  tag,
  label: '',
  style: DEFAULTS.badgeStyle,
  labelColor: '',
  color: '',
  days: DEFAULTS.badgeDays,
  hideDuration: false,
  metric: DEFAULTS.metric,
  isPinging: false,
});

/** Height of a frame that says nothing about its own yet, px. @see pages-site §14 */
export function embedHeight(embed: Embed): number {
  switch (embed.kind) {
    case 'monitor':
      return 70;
    case 'latency':
      return embed.height + 50;
    case 'events':
      return 300;
  }
}
