import { computed, inject, Service, signal } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';

/** What of the site a reader hears of, as the server takes it. No scope at all = everything. */
export type Scope =
  | { type: 'page'; page_path: string }
  | { type: 'section'; section_id: number }
  | { type: 'monitor'; monitor_tag: string }
  | { type: 'incident'; incident_id: number };

/** One thing on the page that somebody wants to hear of. */
export interface Subject {
  scope: Scope;
  /** As it is called on the page. */
  name: string;
}

/** Whether the dialog of subscriptions is asked for, and for what. The dialog itself is loaded when it is. */
@Service()
export class Subscribing {
  private readonly store = inject(SnapshotStore);
  private readonly wish = signal<{ subject: Subject | null } | null>(null);

  /** null = nobody asked. */
  readonly wanted = this.wish.asReadonly();
  readonly isOffered = computed(() => this.store.site().subscriptions !== undefined);
  /** The page that does the same without script. */
  readonly href = computed(() => `${this.store.site().basePath}/subscribe`);

  open(event: MouseEvent, subject: Subject | null): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Asked for and not there: it could not be loaded. Then the link leads to the page. The second half of a double click asks for nothing.
    if (this.wish() !== null && event.detail < 2) return;
    event.preventDefault();
    this.wish.set({ subject });
  }

  close(): void {
    this.wish.set(null);
  }
}
