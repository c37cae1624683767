import type {
  AffectedSnapshot,
  IncidentPageSnapshot,
  IncidentSnapshot,
  MaintenancePageSnapshot,
  MaintenanceSnapshot,
  MonitorPageSnapshot,
  MonitorSnapshot,
  PageSnapshot,
  PastDaySnapshot,
  Snapshot,
} from '@clarion/contract';
import {
  EVENT_STATUS_WORDS,
  formatDateTime,
  formatDay,
  formatDuration,
  formatLatency,
  formatPercent,
  formatSchedule,
  formatWindow,
  INCIDENT_STATE_WORDS,
  MAINTENANCE_WORDS,
  type MessageKey,
  PAGE_STATUS_MESSAGES,
  type Parameters,
  STATUS_WORDS,
  translate,
} from '@clarion/i18n';
import { link, markdownOfHtml, plain, table } from './markdown-text.js';

/** Words, moments and addresses of one snapshot. */
class Teller {
  readonly locale: string;
  /** What addresses start with: origin, base path and the page they stay on. */
  readonly base: string;

  constructor(private readonly snapshot: Exclude<Snapshot, { kind: 'not-found' }>) {
    this.locale = snapshot.locale;
    const path = snapshot.kind === 'page' ? snapshot.page.path : snapshot.isOfPage ? (snapshot.pagePath ?? '') : '';
    this.base = `${snapshot.site.url}${snapshot.site.basePath}${path === '' ? '' : `/${path}`}`;
  }

  say<Key extends MessageKey>(key: Key, ...parameters: Parameters<Key>): string {
    return translate(this.locale, key, ...parameters);
  }
  moment(at: number): string {
    return formatDateTime(this.locale, this.snapshot.timeZone, at);
  }
  window({ from, to }: { from: number; to: number }): string {
    return `${formatWindow(this.locale, this.snapshot.timeZone, from, to)} ${this.snapshot.timeZone}`;
  }
  day(at: number): string {
    return formatDay(this.locale, this.snapshot.timeZone, at);
  }
  duration(seconds: number): string {
    return formatDuration(this.locale, Math.max(0, seconds));
  }
  uptime(text: string | null): string {
    return text === null ? this.say('services.unknownUptime') : formatPercent(this.locale, text);
  }
  monitor({ tag, name }: { tag: string; name: string }): string {
    const { isApart, url, basePath } = this.snapshot.site;
    return link(name, `${isApart ? this.base : url + basePath}/monitors/${tag}.md`);
  }
  event(kind: 'incident' | 'maintenance', id: number, title: string): string {
    return link(title, `${this.base}/${kind}s/${id}.md`);
  }
  affected(affected: readonly AffectedSnapshot[], kind: 'incident' | 'maintenance'): string {
    if (affected.length === 0) return '';
    const words = kind === 'incident' ? STATUS_WORDS : MAINTENANCE_WORDS;
    const services = affected.map((each) => `${this.monitor(each)} (${this.say(words[each.impact])})`).join(', ');
    return this.say('maintenance.affects', { services });
  }
  /** What can be said of a whole page, and since when it holds. */
  banner(): string {
    const { banner, freshness, delayedSince, generatedAt } = this.snapshot;
    const isOngoing = banner.key === 'ALL_OPERATIONAL' && banner.openIncidents > 0;
    const message = this.say(isOngoing ? 'banner.ongoingIncident' : PAGE_STATUS_MESSAGES[banner.key]);
    const as = this.say('footer.printed', { time: this.moment(generatedAt) });
    if (freshness === 'live') return `**${message}** · ${as}`;
    const confirmed = this.say('banner.lastConfirmed', { message, time: this.moment(delayedSince ?? generatedAt) });
    return `**${this.say('banner.unknown')}** · ${confirmed}`;
  }
}

/** Parts with an empty line between them; empty ones are left out. */
const paragraphs = (...parts: readonly (string | null)[]): string => parts.filter((part): part is string => !!part).join('\n\n');

const updatesOf = (teller: Teller, { updates }: IncidentSnapshot): string =>
  updates
    .map(({ at, state, html }) => `**${teller.say(INCIDENT_STATE_WORDS[state])}** · ${teller.moment(at)}\n\n${markdownOfHtml(html)}`)
    .join('\n\n');

function incidentFacts(teller: Teller, { state, from, to, nextUpdateAt }: IncidentSnapshot, now: number): string {
  const duration = teller.duration((to ?? now) - from);
  const isOver = state === 'RESOLVED';
  return [
    teller.say(INCIDENT_STATE_WORDS[state]),
    isOver ? teller.say('incident.resolvedAfter', { duration }) : teller.say('incident.openFor', { duration }),
    teller.say('incident.started', { time: teller.moment(from) }),
    nextUpdateAt === null
      ? ''
      : teller.say(nextUpdateAt > now ? 'incident.nextBy' : 'incident.overdue', { time: teller.moment(nextUpdateAt) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const maintenanceLine = (teller: Teller, event: MaintenanceSnapshot): string =>
  [
    `- ${teller.event('maintenance', event.eventId, event.title)}: ${teller.say(EVENT_STATUS_WORDS[event.status])}, ${teller.window(event)}`,
    teller.affected(event.affected, 'maintenance'),
  ]
    .filter(Boolean)
    .join('. ');

function statusWord(teller: Teller, { status, reason, since }: MonitorSnapshot): string {
  if (reason?.source === 'maintenance' && status !== 'NO_DATA') return teller.say(MAINTENANCE_WORDS[status]);
  return teller.say(status === 'NO_DATA' && since === null ? 'services.noDataYet' : STATUS_WORDS[status]);
}

function pastDay(teller: Teller, { from, events }: PastDaySnapshot): string[] {
  return events.map((event) => {
    const duration = teller.duration(event.to - event.from);
    const how = event.kind === 'incident' ? teller.say('past.resolvedIn', { duration }) : teller.say('past.completedIn', { duration });
    return `- ${teller.day(from)}: ${teller.event(event.kind, event.id, event.title)} – ${how}`;
  });
}

function ofPage(teller: Teller, snapshot: PageSnapshot): string {
  const { page, incidents, maintenances, monitors, sections, pastDays, generatedAt } = snapshot;
  const byTag = new Map(monitors.map((monitor) => [monitor.tag, monitor]));
  const head = [
    ...[teller.say('services.heading'), teller.say('table.status')],
    `${teller.say('uptime.heading')} (${teller.say('services.days', { count: page.historyDays.desktop })})`,
    ...(page.showLatency ? [teller.say('latency.heading')] : []),
  ];
  const row = (monitor: MonitorSnapshot): string[] => [
    ...[teller.monitor(monitor), statusWord(teller, monitor), teller.uptime(monitor.uptime.desktop.text)],
    ...(page.showLatency ? [monitor.latencyMs === null ? '' : formatLatency(teller.locale, monitor.latencyMs)] : []),
  ];
  const services = sections.map(({ name, descriptionHtml, tags }) =>
    paragraphs(
      name === null ? null : `### ${plain(name)}`,
      descriptionHtml === null ? null : markdownOfHtml(descriptionHtml),
      table(head, tags.flatMap((tag) => byTag.get(tag) ?? []).map(row)),
    ),
  );
  const past = pastDays.flatMap((day) => pastDay(teller, day));
  return paragraphs(
    `# ${plain(page.header || page.title)}`,
    page.subheaderHtml === null ? null : markdownOfHtml(page.subheaderHtml),
    teller.banner(),
    incidents.length === 0 ? null : `## ${teller.say('incident.heading', { count: incidents.length })}`,
    ...incidents.map((incident) =>
      paragraphs(
        `### ${teller.event('incident', incident.id, incident.title)}`,
        incidentFacts(teller, incident, generatedAt),
        teller.affected(incident.affected, 'incident'),
        updatesOf(teller, incident),
      ),
    ),
    maintenances.length === 0 ? null : `## ${teller.say('maintenance.heading')}`,
    maintenances.map((event) => maintenanceLine(teller, event)).join('\n'),
    `## ${teller.say('services.heading')}`,
    ...(monitors.length === 0 ? [teller.say('services.empty')] : services),
    past.length === 0 ? null : `## ${teller.say('past.heading')}\n\n${past.join('\n')}`,
  );
}

function ofMonitor(teller: Teller, { monitor, windows, latency, events, generatedAt, freshness }: MonitorPageSnapshot): string {
  const labels = { '24h': 'uptime.24h', '7d': 'uptime.7d', '30d': 'uptime.30d', '90d': 'uptime.90d', '365d': 'uptime.365d' } as const;
  const measured = [
    ['latency.average', latency.avgMs],
    ['latency.p95', latency.p95Ms],
    ['latency.maximum', latency.maxMs],
    ['latency.minimum', latency.minMs],
  ] as const;
  const as = teller.say('footer.printed', { time: teller.moment(generatedAt) });
  const speeds = measured.flatMap(([key, ms]) => (ms === null ? [] : [[teller.say(key), formatLatency(teller.locale, ms)]]));
  return paragraphs(
    `# ${plain(monitor.name)}`,
    monitor.description === null ? null : plain(monitor.description),
    `**${freshness === 'live' ? statusWord(teller, monitor) : teller.say('banner.unknown')}** · ${as}`,
    monitor.lastCheckedAt === null ? null : teller.say('monitor.checkedAt', { time: teller.moment(monitor.lastCheckedAt) }),
    `## ${teller.say('uptime.heading')}`,
    table(
      windows.map(({ label }) => teller.say(labels[label])),
      [windows.map(({ uptime }) => teller.uptime(uptime.text))],
    ),
    speeds.length === 0 ? null : `## ${teller.say('latency.heading')}`,
    speeds.length === 0
      ? null
      : table(
          speeds.map(([label = '']) => label),
          [speeds.map(([, value = '']) => value)],
        ),
    `## ${teller.say('monitor.events')}`,
    events.map((event) => `- ${teller.event(event.kind, event.id, event.title)}, ${span(teller, event)}`).join('\n') ||
      teller.say('monitor.noEvents'),
  );
}

const span = (teller: Teller, { from, to }: { from: number; to: number | null }): string =>
  to === null
    ? teller.say('monitor.event.since', { from: teller.moment(from) })
    : teller.say('monitor.event.until', { from: teller.moment(from), to: teller.moment(to) });

const ofIncident = (teller: Teller, { incident, report, generatedAt }: IncidentPageSnapshot): string =>
  paragraphs(
    `# ${plain(incident.title)}`,
    incidentFacts(teller, incident, generatedAt),
    incident.isAutomatic ? teller.say('incident.automatic') : null,
    teller.affected(incident.affected, 'incident'),
    `## ${teller.say('incident.timeline')}`,
    updatesOf(teller, incident) || teller.say('incident.noUpdate'),
    report === null ? null : `## ${teller.say('incident.report')}`,
    report === null ? null : teller.say('incident.reportAt', { time: teller.moment(report.publishedAt) }),
    report === null ? null : markdownOfHtml(report.html),
  );

const ofMaintenance = (teller: Teller, { maintenance, descriptionHtml, occurrences }: MaintenancePageSnapshot): string =>
  paragraphs(
    `# ${plain(maintenance.title)}`,
    `**${teller.say(EVENT_STATUS_WORDS[maintenance.status])}** · ${teller.window(maintenance)}`,
    maintenance.isRecurring ? formatSchedule(teller.locale, maintenance.schedule.words, maintenance.schedule) : null,
    teller.affected(maintenance.affected, 'maintenance') || teller.say('maintenance.everyService'),
    descriptionHtml === null ? null : markdownOfHtml(descriptionHtml),
    occurrences.length < 2 ? null : `## ${teller.say('maintenance.others')}`,
    occurrences.length < 2
      ? null
      : occurrences
          .map(
            (each) => `- ${teller.event('maintenance', each.eventId, teller.window(each))}: ${teller.say(EVENT_STATUS_WORDS[each.status])}`,
          )
          .join('\n'),
  );

function bodyOf(snapshot: Snapshot): string | null {
  switch (snapshot.kind) {
    case 'page':
      return ofPage(new Teller(snapshot), snapshot);
    case 'monitor':
      return ofMonitor(new Teller(snapshot), snapshot);
    case 'incident':
      return ofIncident(new Teller(snapshot), snapshot);
    case 'maintenance':
      return ofMaintenance(new Teller(snapshot), snapshot);
    default:
      return null;
  }
}

/** A page as Markdown, for tools: what its reader sees, nothing more. @returns null for a page that has no such form */
export function pageMarkdown(snapshot: Snapshot): string | null {
  const body = bodyOf(snapshot);
  return body === null ? null : `${body}\n`;
}
