import type { Impact, IncidentState } from '@clarion/contract';
import { type ImpactChange, incidentOverlays, incidentWindow, type Overlay, type Window } from '@clarion/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Overlays, type OverlaySource } from '../monitors/timeline/overlays.js';

interface Row {
  monitorId: number;
  incidentId: number;
  state: IncidentState;
  start: number;
  end: number | null;
  resolvedAt: number | null;
  isAlertMade: boolean;
  impact: Impact;
  changes: ImpactChange[] | null;
}

/** Incidents without an end may have one: that of the newest update that resolved them. */
const TOUCHING = `
  SELECT im.monitor_id AS "monitorId", i.id AS "incidentId", i.state, i.start_date_time AS start, i.end_date_time AS end,
    i.incident_source = 'ALERT' AS "isAlertMade", coalesce(im.monitor_impact, 'DOWN') AS impact,
    CASE WHEN i.state = 'RESOLVED' AND i.end_date_time IS NULL THEN (
      SELECT max(c.commented_at) FROM incident_comments c WHERE c.incident_id = i.id AND c.status = 'ACTIVE' AND c.state = 'RESOLVED')
    END AS "resolvedAt",
    (SELECT json_agg(json_build_object('id', c.id, 'commentedAt', c.commented_at, 'impact', cm.monitor_impact))
      FROM incident_comment_monitors cm JOIN incident_comments c ON c.id = cm.comment_id
      WHERE cm.monitor_id = im.monitor_id AND c.incident_id = i.id AND c.status = 'ACTIVE') AS changes
  FROM incident_monitors im JOIN incidents i ON i.id = im.incident_id
  WHERE im.monitor_id = ANY ($1::int[]) AND i.status = 'OPEN' AND i.incident_type = 'INCIDENT'
    AND i.start_date_time < $3 AND (i.end_date_time IS NULL OR i.end_date_time > $2)`;

/** What incidents do to the status of monitors. Those that an alert made are handed out too, marked: they override nothing. @see status-engine §1 */
@Injectable()
export class IncidentOverlays implements OverlaySource, OnModuleInit {
  constructor(private readonly overlays: Overlays) {}

  onModuleInit(): void {
    this.overlays.register(this);
  }

  async overlaysOf(db: EntityManager, monitorIds: readonly number[], window: Window): Promise<Map<number, Overlay[]>> {
    const rows = await db.query<Row[]>(TOUCHING, [monitorIds, window.from, window.to]);
    const found = new Map<number, Overlay[]>();
    for (const { monitorId, incidentId, state, start, end, resolvedAt, isAlertMade, impact, changes } of rows) {
      const covered = incidentWindow({ state, start, end }, resolvedAt);
      const pieces = incidentOverlays({ incidentId, ...covered, isAlertMade, impact, changes: changes ?? [] });
      const touching = pieces.filter(({ from, to }) => from < window.to && (to === null || to > window.from));
      if (touching.length > 0) found.set(monitorId, [...(found.get(monitorId) ?? []), ...touching]);
    }
    return found;
  }
}
