import type { Impact } from '@clarion/contract';
import type { Overlay, Window } from '@clarion/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Overlays, type OverlaySource } from '../monitors/timeline/overlays.js';

/**
 * Windows that count: of an ACTIVE maintenance, or over; not deleted; not cancelled before they began. One cancelled under way ends
 * where it was cancelled. @see status-engine §1
 */
const WINDOWS = `
  SELECT l.monitor_id, e.id, e.start_date_time, e.end_date_time, l.monitor_impact
  FROM maintenance_monitors l JOIN maintenances m ON m.id = l.maintenance_id
  JOIN maintenances_events e ON e.maintenance_id = m.id
  WHERE l.monitor_id = ANY ($1::int[]) AND e.start_date_time < $3 AND e.end_date_time > $2 AND e.deleted_at IS NULL
    AND (m.status = 'ACTIVE' OR e.status = 'COMPLETED')
    AND (e.status <> 'CANCELLED' OR e.cancelled_at >= e.start_date_time)
  ORDER BY e.start_date_time, e.id`;

interface WindowRow {
  monitor_id: number;
  id: number;
  start_date_time: number;
  end_date_time: number;
  monitor_impact: Impact;
}

/** What maintenance events do to the timelines of monitors. */
@Injectable()
export class MaintenanceOverlays implements OverlaySource, OnModuleInit {
  constructor(private readonly overlays: Overlays) {}

  onModuleInit(): void {
    this.overlays.register(this);
  }

  async overlaysOf(db: EntityManager, monitorIds: readonly number[], { from, to }: Window): Promise<Map<number, Overlay[]>> {
    const found = new Map<number, Overlay[]>();
    for (const row of await db.query<WindowRow[]>(WINDOWS, [monitorIds, from, to])) {
      const overlay: Overlay = {
        kind: 'maintenance',
        id: row.id,
        from: row.start_date_time,
        to: row.end_date_time,
        impact: row.monitor_impact,
        isAlertMade: false,
      };
      const known = found.get(row.monitor_id);
      if (known === undefined) found.set(row.monitor_id, [overlay]);
      else known.push(overlay);
    }
    return found;
  }
}
