import type { MonitorSnapshot, Snapshot, StreamDelta } from '@clarion/contract';
import { computed, inject, Service, signal } from '@angular/core';

import { INITIAL_SNAPSHOT } from './snapshot-state';

/** What the page shows. Deltas replace only the monitors they name, so that every other row keeps its object and is not drawn again. */
@Service()
export class SnapshotStore {
  private readonly current = signal<Snapshot>(inject(INITIAL_SNAPSHOT));
  private readonly patched = signal(0);

  readonly snapshot = this.current.asReadonly();
  readonly site = computed(() => this.current().site);
  readonly banner = computed(() => this.current().banner);
  readonly locale = computed(() => this.current().locale);
  readonly timeZone = computed(() => this.current().timeZone);
  readonly monitors = computed<readonly MonitorSnapshot[]>(() => {
    const snapshot = this.current();
    if (snapshot.kind === 'page') return snapshot.monitors;
    return snapshot.kind === 'monitor' ? [snapshot.monitor] : [];
  });
  /** True once the data differs from the HTML: blocks that are still plain markup must wake before they may be patched. */
  readonly hasChanged = computed(() => this.patched() > 0);

  replace(snapshot: Snapshot): void {
    this.current.set(snapshot);
    this.patched.update((count) => count + 1);
  }

  /** @returns whether a monitor of this page got a new row, and not just a newer check */
  apply(delta: StreamDelta): boolean {
    const snapshot = this.current();
    const { version, generatedAt, freshness, delayedSince, banner } = delta;
    if (snapshot.kind === 'not-found') return false;
    if (snapshot.kind === 'page') {
      const monitors = snapshot.monitors.map((monitor) => patch(monitor, delta));
      this.replace({ ...snapshot, version, generatedAt, freshness, delayedSince, banner, monitors });
      return delta.monitors.length > 0;
    }
    const monitor = { ...snapshot.monitor, ...patch(snapshot.monitor, delta) };
    this.replace({ ...snapshot, generatedAt, freshness, delayedSince, banner, monitor });
    return delta.monitors.some(({ tag }) => tag === monitor.tag);
  }
}

/** The same object when nothing is said about it. */
const patch = (monitor: MonitorSnapshot, { monitors, readings = [] }: StreamDelta): MonitorSnapshot => {
  const whole = monitors.find(({ tag }) => tag === monitor.tag);
  if (whole) return whole;
  const reading = readings.find(([tag]) => tag === monitor.tag);
  return reading ? { ...monitor, lastCheckedAt: reading[1], latencyMs: reading[2] } : monitor;
};
