import { httpResource } from '@angular/common/http';
import { computed, debounced, linkedSignal, Service, signal } from '@angular/core';
import type { ChangePreview } from '../../api/incidents.js';
import { toProblem } from '../../platform/problem.js';

/** A change as it would be sent. */
export interface ChangeRequest {
  method: 'POST' | 'PATCH';
  url: string;
  body: object;
}

const TYPING_PAUSE_MS = 600;
const sameRequest = (a: ChangeRequest | null, b: ChangeRequest | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a change would do, asked of the server while it is being written; nothing is stored. One for each form. */
@Service({ autoProvided: false })
export class DryRun {
  /** Null = there is nothing to ask yet. */
  readonly request = signal<ChangeRequest | null>(null, { equal: sameRequest });
  private readonly settled = debounced(this.request, TYPING_PAUSE_MS);
  private readonly answer = httpResource<{ dry_run: ChangePreview }>(() => {
    const request = this.settled.value();
    return request ? { ...request, params: { dryRun: true } } : undefined;
  });
  /** The newest there is: the old one stays while somebody types on. */
  private readonly newest = linkedSignal<{ dry_run: ChangePreview } | undefined, ChangePreview | null>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer?.dry_run ?? previous?.value ?? null,
  });
  readonly preview = computed(() => (this.request() === null ? null : this.newest()));
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() && this.request() !== null ? toProblem(error) : null;
  });
}
