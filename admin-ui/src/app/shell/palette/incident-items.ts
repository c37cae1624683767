import { httpResource } from '@angular/common/http';
import { computed, inject, Injector, linkedSignal, Service, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { IncidentStatesResponse, IncidentSummary } from '../../api/incidents.js';
import { SessionStore } from '../../session/session-store.js';
import type { PaletteItem } from './palette-items.js';

const VERBS = ['post', 'update', 'to', 'open', 'edit', 'incident'];
const FOUND = 4;

/** The part of the query that names an incident: `post update to checkout` asks the server for `checkout`. */
export function incidentText(query: string): string {
  const words = query.trim().split(/\s+/);
  const name = words.findIndex(
    (word) => !VERBS.some((verb) => verb.startsWith(word.toLowerCase()) && word.length >= Math.min(3, verb.length)),
  );
  return name < 0 ? '' : words.slice(name).join(' ');
}

/** Incidents by a few letters of their title, and what can be done with them. */
@Service({ autoProvided: false })
export class IncidentFinder {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly injector = inject(Injector);
  /** What stands in the palette, once somebody has stopped typing. */
  readonly query = signal('');
  private readonly found = httpResource<IncidentStatesResponse>(() => {
    const query = this.query().trim();
    if (!this.session.can('incidents.read') || query === '') return undefined;
    const text = incidentText(query);
    // “Post update” alone is about what is open.
    return { url: '/api/v4/incident-states', params: { ...(text === '' ? { is_open: 'YES' } : { text }), limit: FOUND } };
  });
  private readonly incidents = linkedSignal<IncidentStatesResponse | undefined, IncidentSummary[]>({
    source: () => (this.found.hasValue() ? this.found.value() : undefined),
    computation: (answer, previous) => (this.query().trim() === '' ? [] : (answer?.incidents ?? previous?.value ?? [])),
  });
  readonly items = computed(() => this.incidents().flatMap((incident) => this.itemsOf(incident)));
  readonly isSearching = this.found.isLoading;

  private itemsOf({ id, title, state }: IncidentSummary): PaletteItem[] {
    const open: PaletteItem = {
      id: `incident:${id}`,
      label: title,
      kind: `Incident ${id}`,
      icon: 'incidents',
      run: () => this.router.navigate(['/manage/incidents', id]),
    };
    if (!this.session.can('incidents.write')) return [open];
    const post: PaletteItem = {
      id: `post:${id}`,
      label: `Post update to ${title}`,
      kind: 'Action',
      icon: 'incidents',
      run: () => this.post(id),
    };
    const edit: PaletteItem = {
      id: `edit-incident:${id}`,
      label: `Edit ${title}`,
      kind: 'Action',
      icon: 'edit',
      run: () => this.router.navigate(['/manage/incidents', id, 'edit']),
    };
    return state === 'RESOLVED' ? [open, edit] : [open, post, edit];
  }

  private async post(id: number): Promise<void> {
    const { QuickUpdates } = await import('../../incidents/updates/quick-update.js');
    this.injector.get(QuickUpdates).open(id);
  }
}
