import { type BadgeKind, SHARING_DEFAULTS, type Status, WHOLE_SITE } from '@clarion/contract';
import {
  averageMs,
  contractText,
  countMinutes,
  countStatuses,
  emptyRollup,
  formatLatency,
  formulasOf,
  mergeRollups,
  pageStatus,
  sumMinutes,
  uptimeRatio,
} from '@clarion/domain';
import { resolveLocale, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { MonitorFigures } from '../../pages/monitor-figures.service.js';
import { PageVersions } from '../../pages/page-versions.service.js';
import type { PublicMonitor, SiteFacts } from '../../pages/snapshot/facts.js';
import { formulasFor, presentOf, timelineOf } from '../../pages/snapshot/monitor-row.js';
import { siteLocales, siteName } from '../../pages/snapshot/site-snapshot.js';
import { SnapshotReader } from '../../pages/snapshot/snapshot-reader.service.js';
import { Snapshots } from '../../pages/snapshots.service.js';
import { KeptAnswers, type Made } from '../copies/kept-answers.js';
import { type BadgeWish, durationSuffix } from './badge-parameters.js';
import type { Badge } from './badge-svg.js';

const TAG = /^[a-z0-9][a-z0-9_-]{0,254}$/;
/** Samples tell shorter stretches than roll-ups can. */
const FINE_SECONDS = 86_400;
/** What nobody has confirmed for so long is not said any more, ms. @see ux A8 */
const UNKNOWN_MS = 600_000;
const KEPT = 2_000;

const GREY = '#9ca3af';
const STATUS_COLORS = { UP: '#00dfa2', DEGRADED: '#e6ca61', DOWN: '#ca3038', MAINTENANCE: '#6679cc', NO_DATA: GREY } as const;
const STATUS_WORDS = {
  UP: 'status.UP',
  DEGRADED: 'status.DEGRADED',
  DOWN: 'status.DOWN',
  MAINTENANCE: 'banner.UNDER_MAINTENANCE',
  NO_DATA: 'banner.NO_DATA',
} as const satisfies Record<Status, string>;

/** A badge, and whether there is such a thing at all. */
export interface FoundBadge extends Badge {
  isFound: boolean;
}

/** Everything unknown looks the same. @see pages-site §13, reliability SEC-04 */
const notFound = (locale: string): FoundBadge => ({
  ...{ isFound: false, label: '', message: translate(locale, 'badge.notFound') },
  ...{ labelColor: '#333333', color: GREY },
});

const colorOf = (settings: SiteFacts['settings'], status: Status, kind: BadgeKind): string => {
  if (status === 'NO_DATA') return kind === 'dot' ? '#f1f5f8' : GREY;
  const colors = settings.get('colors') as Readonly<Record<string, unknown>> | null | undefined;
  const own = colors?.[status];
  return typeof own === 'string' && /^#[0-9a-f]{6}$/i.test(own) ? own.toLowerCase() : STATUS_COLORS[status];
};

/** The language that was asked for, if there are words in it, else the site's. */
const languageOf = ({ locale }: BadgeWish, offered: readonly string[]): string =>
  resolveLocale([...(locale === null ? [] : [locale]), ...offered]);

/** What badges say of monitors that readers see. */
@Injectable()
export class Badges {
  private readonly kept: KeptAnswers<FoundBadge>;

  constructor(
    private readonly figures: MonitorFigures,
    private readonly reader: SnapshotReader,
    private readonly versions: PageVersions,
    private readonly clock: Clock,
    private readonly snapshots: Snapshots,
  ) {
    this.kept = new KeptAnswers({ versionOf: (id) => versions.versionOf(id), isOutage: isDatabaseUnavailable, size: KEPT });
  }

  /** @param tag of a monitor, or `_` */
  async badge(tag: string, kind: BadgeKind, wish: BadgeWish): Promise<FoundBadge> {
    const locale = languageOf(wish, this.snapshots.locales);
    if (tag !== WHOLE_SITE && !TAG.test(tag)) return notFound(locale);
    const isLost = this.versions.isKnown && this.versions.silentMs() > UNKNOWN_MS;
    try {
      const made = (): Promise<Made<FoundBadge> | null> => this.make(tag, kind, wish);
      const { style: _style, isPinging: _isPinging, ...said } = wish;
      // What was said long ago lies under another name.
      return (await this.kept.get(JSON.stringify([isLost, tag, kind, said]), made)) ?? notFound(locale);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      const message = translate(locale, STATUS_WORDS.NO_DATA);
      return { isFound: true, label: wish.label ?? '', message, labelColor: wish.labelColor, color: GREY };
    }
  }

  private async make(tag: string, kind: BadgeKind, wish: BadgeWish): Promise<Made<FoundBadge> | null> {
    const now = this.clock.now();
    const from = now - (kind === 'uptime' ? wish.seconds : 0);
    const known = new Map(this.versions.known().map(({ id, version }) => [id, version]));
    const [site, monitors] = await Promise.all([
      this.reader.site(),
      this.figures.monitors(tag === WHOLE_SITE ? null : [tag], Math.floor(from / 60) * 60),
    ]);
    if (tag !== WHOLE_SITE && monitors.length === 0) return null;
    const name = tag === WHOLE_SITE ? siteName(site.settings) : monitors[0]!.name;
    const isFigure = kind === 'uptime' || kind === 'latency';
    const suffix = isFigure && !wish.hideDuration ? ` ${durationSuffix(wish.seconds)}` : '';
    const said = isFigure
      ? { message: await this.figure(kind, tag, monitors, wish, now), color: SHARING_DEFAULTS.figureColor }
      : this.status(kind, monitors, wish, site, now);
    const label = `${wish.label ?? name}${suffix}`;
    const badge = { isFound: true, label, labelColor: wish.labelColor, ...said, color: wish.color ?? said.color };
    return { answer: badge, basis: tag === WHOLE_SITE ? known : monitors[0]!.versions };
  }

  private status(kind: BadgeKind, monitors: readonly PublicMonitor[], wish: BadgeWish, { settings }: SiteFacts, now: number) {
    const { status } = pageStatus(countStatuses(monitors.map((monitor) => presentOf(monitor, now).status)));
    return { message: translate(languageOf(wish, siteLocales(settings)), STATUS_WORDS[status]), color: colorOf(settings, status, kind) };
  }

  private async figure(kind: BadgeKind, tag: string, monitors: readonly PublicMonitor[], wish: BadgeWish, now: number): Promise<string> {
    const from = Math.floor((now - wish.seconds) / 60) * 60;
    if (kind === 'uptime') {
      const counts = monitors.map((monitor) => {
        const present = presentOf(monitor, now);
        return countMinutes(timelineOf(monitor, from, present), { from, to: Math.max(from, present.knownUntil) });
      });
      const formulas = tag === WHOLE_SITE ? formulasOf(null, false) : formulasFor(monitors[0]!);
      const text = contractText(uptimeRatio(sumMinutes(counts), formulas));
      return text === '-' ? text : `${text}%`;
    }
    // The age of a last signal is no latency among others.
    const measured = tag === WHOLE_SITE ? monitors.filter(({ type }) => type !== 'HEARTBEAT') : monitors;
    const measuredIds = [...new Set(measured.flatMap((monitor) => monitor.measuredIds))];
    const source = wish.seconds < FINE_SECONDS ? 'samples' : 'rollups';
    const points = await this.figures.points({ measuredIds }, { from, to: now + 1 }, now + 1 - from, source);
    const whole = points.reduce(mergeRollups, emptyRollup());
    if (whole.n === 0) return '-';
    return formatLatency({ average: averageMs(whole), maximum: whole.hi, minimum: whole.lo }[wish.metric]);
  }
}
