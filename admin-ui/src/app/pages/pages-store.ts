import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, Service, untracked } from '@angular/core';
import type { PageState, PageStatesResponse } from '../api/pages.js';
import { Clock } from '../platform/clock.js';
import { toProblem } from '../platform/problem.js';
import { PageActions } from './page-actions.js';

/** All pages as the screens show them: in the order of the switcher, with what waits to be published. */
@Service({ autoProvided: false })
export class PagesStore {
  private readonly actions = inject(PageActions);
  private readonly clock = inject(Clock);
  private readonly answer = httpResource<PageStatesResponse>(() => {
    // A stored change anywhere makes this list old.
    this.actions.changes();
    return '/api/v4/page-states';
  });
  /** The newest answer there is: old rows stay while new ones load. */
  private readonly newest = linkedSignal<PageStatesResponse | undefined, PageStatesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly pages = computed<readonly PageState[]>(() => this.newest()?.pages ?? []);
  readonly isOrdered = computed(() => this.newest()?.is_ordered ?? false);
  readonly hasAnswer = computed(() => this.newest() !== undefined);
  readonly isLoading = computed(() => this.answer.status() === 'loading');
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  /** What no other page may have. */
  readonly paths = computed<ReadonlySet<string>>(() => new Set(this.pages().map(({ page_path }) => page_path)));

  /** Others publish too: fresh with every tick of the clock, for a screen that shows the list for long. Called while it is made. */
  keepFresh(): void {
    let last = this.clock.now();
    effect(() => {
      const now = this.clock.now();
      if (now !== last) untracked(() => this.answer.reload());
      last = now;
    });
  }

  reload(): void {
    this.answer.reload();
  }
}
