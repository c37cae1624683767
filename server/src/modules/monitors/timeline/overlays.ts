import { effectiveStatus, type Overlay, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/** Where incidents or maintenance events that touch monitors come from. The rooms above implement it. */
export interface OverlaySource {
  /**
   * Overlays that touch the window, by monitor; monitors without any may be left out.
   * @param db runs the queries: a transaction sees its own changes
   * @param window `[from, to)`, Unix seconds
   */
  overlaysOf(db: EntityManager, monitorIds: readonly number[], window: Window): Promise<ReadonlyMap<number, readonly Overlay[]>>;
}

/** The sources of overlays. Rooms above register theirs in `onModuleInit`, so that nothing here imports upwards. @see style §6 */
@Injectable()
export class Overlays {
  private readonly sources: OverlaySource[] = [];

  register(source: OverlaySource): void {
    this.sources.push(source);
  }

  /** Overlays of all sources together. @see OverlaySource.overlaysOf */
  async of(db: EntityManager, monitorIds: readonly number[], window: Window): Promise<Map<number, Overlay[]>> {
    const all = new Map<number, Overlay[]>();
    if (monitorIds.length === 0) return all;
    for (const source of this.sources) {
      for (const [monitorId, overlays] of await source.overlaysOf(db, monitorIds, window)) {
        all.set(monitorId, [...(all.get(monitorId) ?? []), ...overlays]);
      }
    }
    return all;
  }

  /** Which of the monitors an overlay decides at an instant of their own. @param instants Unix seconds by monitor */
  async covering(db: EntityManager, instants: ReadonlyMap<number, number>): Promise<Set<number>> {
    const covered = new Set<number>();
    if (this.sources.length === 0 || instants.size === 0) return covered;
    const times = [...instants.values()];
    const window = { from: Math.min(...times), to: Math.max(...times) + 1 };
    for (const [monitorId, overlays] of await this.of(db, [...instants.keys()], window)) {
      if (effectiveStatus(null, overlays, instants.get(monitorId) ?? 0).source !== 'none') covered.add(monitorId);
    }
    return covered;
  }
}
