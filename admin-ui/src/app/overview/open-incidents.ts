import { httpResource } from '@angular/common/http';
import { Component, computed, inject, Injector, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { IncidentStatesResponse } from '../api/incidents.js';
import { IncidentActions } from '../incidents/incident-actions.js';
import { durationWords } from '../incidents/incident-words.js';
import { StateMark } from '../incidents/state-mark.js';
import { Clock } from '../platform/clock.js';
import { formatAgo } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';

/** As many as fit; the others are a number with a link. */
const SHOWN = 5;

/** Incidents that are open, those first whose promised update is overdue. */
@Component({
  selector: 'app-open-incidents',
  imports: [Icon, MatButton, ProblemPanel, RouterLink, StateMark],
  templateUrl: './open-incidents.html',
  styleUrl: './open-incidents.scss',
})
export class OpenIncidents {
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly actions = inject(IncidentActions);
  private readonly injector = inject(Injector);
  protected readonly canRead = this.session.can('incidents.read');
  protected readonly canWrite = this.session.can('incidents.write');
  protected readonly answer = httpResource<IncidentStatesResponse>(() => {
    if (!this.canRead) return undefined;
    // The clock makes it fresh while somebody looks; a stored change does so at once.
    this.clock.now();
    this.actions.changes();
    return { url: '/api/v4/incident-states', params: { is_open: 'YES', sort: 'updated', order: 'asc', limit: 100 } };
  });
  private readonly newest = linkedSignal<IncidentStatesResponse | undefined, IncidentStatesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly total = computed(() => this.newest()?.total ?? null);
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly overdue = computed(() => (this.newest()?.incidents ?? []).filter(({ is_overdue }) => is_overdue).length);
  protected readonly rows = computed(() =>
    [...(this.newest()?.incidents ?? [])]
      // Those who wait longest stand first among equals.
      .sort((a, b) => Number(b.is_overdue) - Number(a.is_overdue))
      .slice(0, SHOWN)
      .map((incident) => ({
        ...incident,
        words: durationWords(incident),
        late:
          incident.is_overdue && incident.next_update_at !== null
            ? `Update overdue, it was due ${formatAgo(incident.next_update_at, this.clock.now())}`
            : '',
        updated: `last update ${formatAgo(incident.updated_at_ts, this.clock.now())}`,
      })),
  );

  protected async post(id: number): Promise<void> {
    const { QuickUpdates } = await import('../incidents/updates/quick-update.js');
    this.injector.get(QuickUpdates).open(id);
  }
}
