import {
  BADGE_STYLES,
  type BadgeStyle,
  LATENCY_METRICS,
  type LatencyMetric,
  SHARING_DEFAULTS as DEFAULTS,
  SHARING_LIMITS as LIMITS,
} from '@clarion/contract';
import { badgeLabel } from '@clarion/domain';

/** How a badge is wanted. What nobody knows counts as not asked for. @see pages-site §13 */
export interface BadgeWish {
  label: string | null;
  /** Colours are `#rrggbb`. */
  labelColor: string;
  color: string | null;
  style: BadgeStyle;
  locale: string | null;
  /** Seconds the figures look back. */
  seconds: number;
  hideDuration: boolean;
  metric: LatencyMetric;
  isPinging: boolean;
}

const DAY = 86_400;

function colorIn(text: string | null): string | null {
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? '') ?? [];
  if (digits === undefined) return null;
  return `#${(digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits).toLowerCase()}`;
}

/** Reads the query of a badge. */
export function badgeWish(query: Readonly<Record<string, unknown>>): BadgeWish {
  const text = (name: string): string | null => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const among = <T extends string>(name: string, known: readonly T[], usual: T): T => known.find((each) => each === text(name)) ?? usual;
  const label = text('label');
  const seconds = Number(text('sinceLast') ?? Number.NaN);
  return {
    label: label === null ? null : badgeLabel(label) || null,
    labelColor: colorIn(text('labelColor')) ?? DEFAULTS.labelColor,
    color: colorIn(text('color')) ?? colorIn(text('fillColor')),
    style: among('style', BADGE_STYLES, DEFAULTS.badgeStyle),
    locale: text('locale')?.slice(0, 20) ?? null,
    seconds: seconds >= 60 ? Math.min(Math.floor(seconds), LIMITS.badgeDays * DAY) : DEFAULTS.badgeDays * DAY,
    hideDuration: text('hideDuration') === 'true',
    metric: among('metric', LATENCY_METRICS, DEFAULTS.metric),
    isPinging: text('animate') === 'ping',
  };
}

/** `90d`, `1h`, `30m`: the biggest unit that measures it without a rest. @param seconds 60 or more */
export function durationSuffix(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`;
  return seconds % 3_600 === 0 ? `${seconds / 3_600}h` : `${Math.floor(seconds / 60)}m`;
}
