import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import {
  isOneTime,
  minuteOf,
  nextOccurrences,
  type Occurrence,
  occurrencesBetween,
  ruleWarnings,
  ruleWords,
  type Schedule,
  TooMuchWork,
  Work,
  zoneOffsetAt,
} from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';
import type { OccurrenceConflictDto, PreviewMaintenanceDto, PreviewMaintenanceResponse } from './dto/maintenance-preview.dto.js';
import { toRuleWordsDto } from './dto/rule-words.dto.js';
import { scheduleOf } from './keep-events.service.js';
import { acceptableRule, zoneName } from './maintenance-draft.js';
import { type MaintenanceRecord, recordsOf } from './maintenance-records.js';

const SHOWN = 10;
/** Conflicts named for one occurrence. */
const MOST_CONFLICTS = 20;
/** Other maintenances that are looked at. */
const MOST_OTHERS = 100;

const OTHERS = `
  SELECT DISTINCT m.id FROM maintenances m JOIN maintenance_monitors l ON l.maintenance_id = m.id
  JOIN monitors o ON o.id = l.monitor_id AND o.deleted_at IS NULL
  WHERE m.status = 'ACTIVE' AND m.id <> $2 AND o.tag = ANY ($1::text[]) ORDER BY m.id LIMIT ${MOST_OTHERS}`;
/** Also cancelled and deleted ones: their occurrences are nobody's any more. */
const EVENTS = `
  SELECT id, maintenance_id, occurrence_start, start_date_time AS "from", end_date_time AS "to",
    status <> 'CANCELLED' AND deleted_at IS NULL AS counts
  FROM maintenances_events WHERE maintenance_id = ANY ($1::int[]) AND end_date_time > $2`;

interface EventRow {
  id: number;
  maintenance_id: number;
  occurrence_start: number;
  from: number;
  to: number;
  counts: boolean;
}

/** A window of another maintenance. */
interface OtherWindow {
  record: MaintenanceRecord;
  eventId: number | null;
  from: number;
  to: number;
}

/** Another maintenance, with the events it has. */
interface Other {
  record: MaintenanceRecord;
  schedule: Schedule;
  events: readonly EventRow[];
}

/** Says what a schedule amounts to before it is saved. */
@Injectable()
export class PreviewMaintenance {
  constructor(
    private readonly sources: DataSources,
    private readonly clock: Clock,
  ) {}

  /** The next ten occurrences and what stands in their way. @throws AppError `BAD_REQUEST` with the reason when the rule cannot be kept */
  async preview(body: PreviewMaintenanceDto): Promise<PreviewMaintenanceResponse> {
    const now = this.clock.now();
    const start = minuteOf(body.start_date_time);
    const zone = zoneName(body.timezone ?? 'UTC');
    const rule = acceptableRule(body.rrule, { start, zone, now });
    const duration = body.duration_seconds;
    const occurrences = nextOccurrences(rule, start, zone, isOneTime(rule) ? start : now, SHOWN);
    const tags = [...new Set((body.monitors ?? []).map(({ monitor_tag: tag }) => tag))];
    const others = await this.othersOf(tags, body.maintenance_id ?? 0, now);
    const work = new Work();
    return {
      occurrences: occurrences.map((occurrence) => ({
        start_date_time: occurrence.start,
        end_date_time: occurrence.start + duration,
        local_start: occurrence.localStart,
        offset_minutes: Math.round(zoneOffsetAt(zone, occurrence.start) / 60),
        note: occurrence.note,
        conflicts: conflictsOf(occurrence, duration, others, tags, work),
      })),
      rule_words: toRuleWordsDto(ruleWords(rule, { start, zone })),
      warnings: ruleWarnings(rule, duration, occurrences),
      is_one_time: isOneTime(rule),
    };
  }

  private async othersOf(tags: readonly string[], exceptId: number, now: number): Promise<Other[]> {
    if (tags.length === 0) return [];
    const ids = (await this.db.query<{ id: number }[]>(OTHERS, [tags, exceptId])).map(({ id }) => id);
    const records = await recordsOf(this.db, await this.db.find(MaintenanceEntity, { where: { id: In(ids) }, order: { id: 'ASC' } }));
    const events = ids.length === 0 ? [] : await this.db.query<EventRow[]>(EVENTS, [ids, now]);
    return records.map((record) => ({
      record,
      schedule: scheduleOf(record.row),
      events: events.filter((event) => event.maintenance_id === record.row.id),
    }));
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }
}

/** Windows that touch an occurrence, each monitor of them by itself. */
function conflictsOf(
  { start }: Occurrence,
  duration: number,
  others: readonly Other[],
  tags: readonly string[],
  work: Work,
): OccurrenceConflictDto[] {
  return others
    .flatMap((other) => windowsTouching(other, start, start + duration, work))
    .sort((a, b) => a.from - b.from || a.record.row.id - b.record.row.id)
    .flatMap(({ record, eventId, from, to }) =>
      record.monitors
        .filter(({ tag }) => tags.includes(tag))
        .map(({ tag }) => ({
          maintenance_id: record.row.id,
          event_id: eventId,
          title: record.row.title,
          monitor_tag: tag,
          start_date_time: from,
          end_date_time: to,
        })),
    )
    .slice(0, MOST_CONFLICTS);
}

/** Events that are there, and those that the rule will give. */
function windowsTouching({ record, schedule, events }: Other, from: number, to: number, work: Work): OtherWindow[] {
  const made = events
    .filter((event) => event.counts && event.from < to && event.to > from)
    .map((event) => ({ record, eventId: event.id, from: event.from, to: event.to }));
  const known = new Set(events.map((event) => event.occurrence_start));
  const { rule, start, zone, durationSeconds } = schedule;
  const window = { from: from - durationSeconds + 1, to };
  let expected: Occurrence[] = [];
  try {
    expected = occurrencesBetween(rule, start, zone, window, MOST_CONFLICTS, work);
  } catch (error) {
    // The preview goes on with what is known: a warning is not worth more work.
    if (!(error instanceof TooMuchWork)) throw error;
  }
  const coming = expected
    .filter((occurrence) => !known.has(occurrence.start))
    .map((occurrence) => ({ record, eventId: null, from: occurrence.start, to: occurrence.start + durationSeconds }));
  return [...made, ...coming];
}
