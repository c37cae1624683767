import type { MonitorSnapshot } from '@clarion/contract';
import { Service, signal } from '@angular/core';

/** Which monitor's figure is being explained, if any. One dialog serves every row. */
@Service()
export class UptimeExplainer {
  private readonly current = signal<MonitorSnapshot | null>(null);
  readonly monitor = this.current.asReadonly();

  open(monitor: MonitorSnapshot): void {
    this.current.set(monitor);
  }

  close(): void {
    this.current.set(null);
  }
}
