import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { EventBody, EventResponse, Maintenance, MaintenanceBody, MaintenanceEvent, MaintenanceState } from '../api/maintenances.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { HOLD_HEADERS, Holds } from '../publishing/holds.js';

/** What a list shows of a maintenance while the server has not answered yet. */
type Patch = Pick<MaintenanceState, 'status'>;
type Switched = Pick<MaintenanceState, 'id' | 'title' | 'status' | 'version'>;

export interface FailedChange {
  words: string;
  problem: Problem;
  retry: () => void;
}

export const maintenanceUrl = (id: number): string => `/api/v4/maintenances/${id}`;
export const eventUrl = (event: Pick<MaintenanceEvent, 'id' | 'maintenance_id'>): string =>
  `${maintenanceUrl(event.maintenance_id)}/events/${event.id}`;

/** Changes of maintenances and of their events that any screen may start. */
@Service()
export class MaintenanceActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly holds = inject(Holds);
  private readonly pending = signal<ReadonlyMap<number, { version: number; patch: Patch }>>(new Map());
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  readonly failure = signal<FailedChange | null>(null);

  /** The row as it will be once the server has answered. A newer version of the row makes the patch void. */
  patched<Row extends Switched>(row: Row): Row {
    const entry = this.pending().get(row.id);
    return entry?.version === row.version ? { ...row, ...entry.patch } : row;
  }

  /** Shown at once, taken back when the server refuses, undone on request. */
  async setActive(row: Switched, isActive: boolean): Promise<void> {
    await this.switchTo(row, isActive ? 'ACTIVE' : 'INACTIVE', `${isActive ? 'Activated' : 'Deactivated'} ${row.title}`, true);
  }

  /** @returns what the server says of its messages @throws HttpErrorResponse when the event is no longer where such a change is possible */
  async change(event: Pick<MaintenanceEvent, 'id' | 'maintenance_id'>, body: EventBody): Promise<HttpResponse<EventResponse>> {
    const request = this.http.patch<EventResponse>(eventUrl(event), body, { headers: HOLD_HEADERS, observe: 'response' });
    const response = await firstValueFrom(request);
    this.changed();
    return response;
  }

  async deleteEvent(event: Pick<MaintenanceEvent, 'id' | 'maintenance_id'>): Promise<void> {
    await firstValueFrom(this.http.delete(eventUrl(event)));
    this.changed();
  }

  async delete({ id }: Pick<Maintenance, 'id'>): Promise<void> {
    await firstValueFrom(this.http.delete(maintenanceUrl(id)));
    this.changed();
  }

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  private async switchTo(row: Switched, status: Switched['status'], words: string, canUndo: boolean): Promise<void> {
    this.failure.set(null);
    this.mark(row, { status });
    try {
      const body = { status } satisfies MaintenanceBody;
      const request = this.http.patch(maintenanceUrl(row.id), body, { headers: HOLD_HEADERS, observe: 'response' });
      this.holds.note(await firstValueFrom(request), words, null);
      this.changed();
      if (!canUndo) {
        this.toasts.say(words);
        return;
      }
      // The row the undo starts from is one version newer; the list has loaded it by then or shows the server's word.
      const stored = { ...row, status, version: row.version + 1 };
      this.toasts.sayWithUndo(words, () => void this.switchTo(stored, row.status, `Undone: ${words}`, false));
    } catch (error) {
      this.mark(row, null);
      const retry = () => void this.switchTo(row, status, words, canUndo);
      this.failure.set({ words: `${row.title} was not changed.`, problem: toProblem(error), retry });
    }
  }

  private mark(row: Switched, patch: Patch | null): void {
    this.pending.update((pending) => {
      const next = new Map(pending);
      if (patch) next.set(row.id, { version: row.version, patch });
      else next.delete(row.id);
      return next;
    });
  }
}
