import { dayOfDate, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import type { CalendarEventDto, CalendarIncidentDto, CalendarResponse } from './dto/calendar.dto.js';

/** More than anybody reads in a month; a sub-daily series alone makes hundreds. */
const MOST = 2_000;

/** A resolved incident whose end was cleared is over at its newest RESOLVED update. @see status-engine §1 */
const INCIDENTS = `
  SELECT i.id, i.title, i.start_date_time, i.state, i.end_date_time,
    ARRAY(SELECT m.tag FROM incident_monitors im JOIN monitors m ON m.id = im.monitor_id AND m.deleted_at IS NULL
          WHERE im.incident_id = i.id ORDER BY m.tag) AS monitors
  FROM (
    SELECT id, title, start_date_time, state, COALESCE(end_date_time, CASE WHEN state = 'RESOLVED' THEN COALESCE(
      (SELECT max(commented_at) FROM incident_comments c WHERE c.incident_id = incidents.id AND c.status = 'ACTIVE' AND c.state = 'RESOLVED'),
      start_date_time) END) AS end_date_time
    FROM incidents WHERE start_date_time < $2) i
  WHERE i.end_date_time IS NULL OR i.end_date_time > $1 OR i.start_date_time >= $1
  ORDER BY i.start_date_time, i.id LIMIT ${MOST}`;

const EVENTS = `
  SELECT e.id AS event_id, e.maintenance_id, p.title AS maintenance_title, p.status AS maintenance_status,
    e.start_date_time AS event_start_date_time, e.end_date_time AS event_end_date_time, e.status AS event_status,
    ARRAY(SELECT m.tag FROM maintenance_monitors pm JOIN monitors m ON m.id = pm.monitor_id AND m.deleted_at IS NULL
          WHERE pm.maintenance_id = p.id ORDER BY m.tag) AS monitors
  FROM maintenances_events e JOIN maintenances p ON p.id = e.maintenance_id
  WHERE e.deleted_at IS NULL AND e.end_date_time > $1 AND e.start_date_time < $2
  ORDER BY e.start_date_time, e.id LIMIT ${MOST}`;

/** Reads what happens and happened in a month. */
@Injectable()
export class CalendarService {
  constructor(private readonly sources: DataSources) {}

  /**
   * @param month `YYYY-MM`
   * @param timeZone IANA name that is known; the month is half open there
   */
  async read(month: string, timeZone: string): Promise<CalendarResponse> {
    const { from, to } = windowOf(month, timeZone);
    const db = this.sources.get('web');
    const [incidents, events] = await Promise.all([
      db.query<CalendarIncidentDto[]>(INCIDENTS, [from, to]),
      db.query<CalendarEventDto[]>(EVENTS, [from, to]),
    ]);
    return { month, incidents, events };
  }
}

/** From the first midnight of a month to that of the next one. No zone has ever skipped the first of a month. */
function windowOf(month: string, timeZone: string): Window {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: dayOfDate(timeZone, `${month}-01`)!.from, to: dayOfDate(timeZone, `${next}-01`)!.from };
}
