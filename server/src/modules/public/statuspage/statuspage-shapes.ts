import type { EventStatus, Impact, PageStatusKey, Status } from '@clarion/contract';
import { countStatuses, PAGE_STATUS_MESSAGES, pageStatus, worstStatus } from '@clarion/domain';
import { textOfMarkdown } from '../../../platform/markdown/markdown.js';
import type { Recent } from '../../pages/event-snapshots.service.js';
import type { IncidentFacts, ToldMaintenance } from '../../pages/snapshot/events/event-facts.js';
import { presentOf } from '../../pages/snapshot/monitor-row.js';

/** What everything is told with. */
export interface ShapeSetting {
  recent: Recent;
  /** What addresses of events start with, no trailing slash. */
  base: string;
  siteName: string;
}

const INDICATORS = {
  ALL_OPERATIONAL: 'none',
  NO_DATA: 'none',
  UNDER_MAINTENANCE: 'maintenance',
  DEGRADED_PERFORMANCE: 'minor',
  PARTIAL_DEGRADED: 'minor',
  PARTIAL_OUTAGE: 'major',
  MAJOR_OUTAGE: 'critical',
} as const satisfies Record<PageStatusKey, string>;

/** Nobody says that something works of which nothing is known. */
const COMPONENT_STATUS = {
  UP: 'operational',
  DEGRADED: 'degraded_performance',
  DOWN: 'major_outage',
  MAINTENANCE: 'under_maintenance',
  NO_DATA: 'unknown',
} as const satisfies Record<Status, string>;

const IMPACTS = { UP: 'none', NO_DATA: 'none', MAINTENANCE: 'maintenance', DEGRADED: 'minor', DOWN: 'major' } as const;

const MAINTENANCE_STATUS = {
  SCHEDULED: 'scheduled',
  READY: 'scheduled',
  ONGOING: 'in_progress',
  COMPLETED: 'completed',
  CANCELLED: 'completed',
} as const satisfies Record<EventStatus, string>;

const iso = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const isoOrNull = (seconds: number | null): string | null => (seconds === null ? null : iso(seconds));
const pageIdOf = ({ recent }: ShapeSetting): string => recent.page.path || 'home';

const statusesOf = ({ recent }: ShapeSetting): Status[] =>
  recent.page.monitors.map((monitor) => presentOf(monitor, recent.page.now).status);

export const pageShape = (setting: ShapeSetting) => ({
  id: pageIdOf(setting),
  name: setting.recent.page.path === '' ? setting.siteName : setting.recent.page.title,
  url: setting.base,
  time_zone: 'Etc/UTC',
  updated_at: iso(setting.recent.page.now),
});

export function statusShape(setting: ShapeSetting) {
  const { key } = pageStatus(countStatuses(statusesOf(setting)));
  return { indicator: INDICATORS[key], description: PAGE_STATUS_MESSAGES[key] };
}

/** No tag holds a dot: a section is never taken for a monitor. */
const groupIdOf = (sectionId: number): string => `group.${sectionId}`;

const frameOf = (setting: ShapeSetting) => ({
  showcase: false,
  start_date: null,
  page_id: pageIdOf(setting),
  only_show_if_degraded: false,
});

/** Sections of a page as groups, each in front of what stands in it; the worst status of its monitors is its own. */
export function componentShapes(setting: ShapeSetting) {
  const { monitors, sections, now } = setting.recent.page;
  const ofMonitor = (monitor: (typeof monitors)[number]) => ({
    id: monitor.tag,
    name: monitor.name,
    status: COMPONENT_STATUS[presentOf(monitor, now).status],
    created_at: iso(monitor.createdAt),
    updated_at: iso(monitor.state?.timestamp ?? monitor.createdAt),
    description: monitor.description,
    group_id: monitor.sectionId === null ? null : groupIdOf(monitor.sectionId),
    group: false,
    ...frameOf(setting),
  });
  const ofSection = ({ id, name, description }: (typeof sections)[number]) => {
    const held = monitors.filter(({ sectionId }) => sectionId === id);
    if (held.length === 0) return [];
    const group = {
      id: groupIdOf(id),
      name,
      status: COMPONENT_STATUS[pageStatus(countStatuses(held.map((monitor) => presentOf(monitor, now).status))).status],
      created_at: iso(Math.min(...held.map(({ createdAt }) => createdAt))),
      updated_at: iso(Math.max(...held.map(({ state, createdAt }) => state?.timestamp ?? createdAt))),
      description: description === null ? null : textOfMarkdown(description) || null,
      group_id: null,
      group: true,
      components: held.map(({ tag }) => tag),
      ...frameOf(setting),
    };
    return [group, ...held.map(ofMonitor)];
  };
  const known = new Set(sections.map(({ id }) => id));
  const alone = monitors.filter(({ sectionId }) => sectionId === null || !known.has(sectionId)).map(ofMonitor);
  return [...alone, ...sections.flatMap(ofSection)].map((component, index) => ({ ...component, position: index + 1 }));
}

const affectedShapes = (affected: readonly { monitorId: number; impact: Impact }[], setting: ShapeSetting) => {
  const tags = new Set(setting.recent.monitors.filter(({ id }) => affected.some((each) => each.monitorId === id)).map(({ tag }) => tag));
  return componentShapes(setting).filter(({ id }) => tags.has(id));
};

export function incidentShape(incident: IncidentFacts, setting: ShapeSetting) {
  const { id, title, state, from, to, updatedAt, affected, updates } = incident;
  const isResolved = state === 'RESOLVED';
  const monitoring = updates.findLast((update) => update.state === 'MONITORING');
  return {
    id: String(id),
    name: title,
    status: state.toLowerCase(),
    created_at: iso(from),
    updated_at: iso(updatedAt),
    monitoring_at: isoOrNull(monitoring?.at ?? null),
    resolved_at: isResolved ? iso(to ?? updatedAt) : null,
    impact: IMPACTS[worstStatus(affected.map(({ impact }) => impact))],
    shortlink: `${setting.base}/incidents/${id}`,
    started_at: iso(from),
    page_id: pageIdOf(setting),
    incident_updates: updates.map((update) => ({
      id: String(update.id),
      status: update.state.toLowerCase(),
      body: textOfMarkdown(update.text),
      incident_id: String(id),
      created_at: iso(update.at),
      updated_at: iso(update.at),
      display_at: iso(update.at),
    })),
    components: affectedShapes(affected, setting),
  };
}

export function maintenanceShape(event: ToldMaintenance, setting: ShapeSetting) {
  const { eventId, title, status, from, to, changedAt, affected, description } = event;
  const word = MAINTENANCE_STATUS[status];
  const id = String(eventId);
  const body = textOfMarkdown(description ?? '');
  const update = {
    id,
    status: word,
    body,
    incident_id: id,
    created_at: iso(changedAt),
    updated_at: iso(changedAt),
    display_at: iso(changedAt),
  };
  return {
    id,
    name: title,
    status: word,
    created_at: iso(changedAt),
    updated_at: iso(changedAt),
    monitoring_at: null,
    resolved_at: status === 'COMPLETED' ? iso(to) : null,
    impact: 'maintenance',
    shortlink: `${setting.base}/maintenances/${eventId}`,
    started_at: iso(from),
    page_id: pageIdOf(setting),
    incident_updates: body === '' ? [] : [update],
    components: affectedShapes(affected, setting),
    scheduled_for: iso(from),
    scheduled_until: iso(to),
  };
}
