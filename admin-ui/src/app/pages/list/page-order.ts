import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PageState } from '../../api/pages.js';
import { Toasts } from '../../platform/toasts.js';
import { applyMove, type Move, type OrderedList } from '../../ui/reorder/moves.js';
import { Reorder } from '../../ui/reorder/reorder.js';
import { PageActions } from '../page-actions.js';
import { pathWords } from '../page-words.js';

/** Puts the pages of the switcher into order: every move counts at once and can be taken back. */
@Component({
  selector: 'app-page-order',
  imports: [MatButton, Reorder],
  template: `
    <div class="card-body">
      <app-reorder [list]="list()" [nameOf]="nameOf" (moved)="move($event)">
        <ng-template let-id>
          <span class="row"
            ><strong>{{ nameOf(id) }}</strong
            ><span class="mono muted small">{{ pathOf(id) }}</span></span
          >
        </ng-template>
      </app-reorder>
      @if (isOrdered()) {
        <button matButton type="button" class="reset" (click)="reset()">Back to the order in which they were made</button>
      }
    </div>
  `,
  styles: `
    .reset {
      margin-block-start: 12px;
      margin-inline-start: -8px;
    }
    strong {
      font-weight: 560;
    }
  `,
})
export class PageOrder {
  private readonly actions = inject(PageActions);
  private readonly toasts = inject(Toasts);
  readonly pages = input.required<readonly PageState[]>();
  readonly isOrdered = input.required<boolean>();
  /** The order on screen: ahead of the server by what was just moved. */
  private readonly order = linkedSignal(() => this.pages().map(({ id }) => id));
  private readonly pageOf = computed(() => new Map(this.pages().map((page) => [String(page.id), page])));
  protected readonly list = computed<OrderedList>(() => ({ id: 'pages', label: 'Pages', items: this.order().map(String) }));
  protected readonly nameOf = (id: string): string => this.pageOf().get(id)?.page_title ?? id;
  private sending: Promise<void> = Promise.resolve();

  protected pathOf(id: string): string {
    return pathWords(this.pageOf().get(id)?.page_path ?? '');
  }

  protected move(move: Move): void {
    const before = this.current();
    const [after] = applyMove([this.list()], move);
    this.store(after!.items.map(Number), before, `Moved ${this.nameOf(move.item)}`);
  }

  protected reset(): void {
    this.store(null, this.current(), 'Pages are in the order in which they were made');
  }

  private current(): readonly number[] | null {
    return this.isOrdered() ? this.order() : null;
  }

  /** One after the other: an older order must never arrive last. @param order null = as they were made */
  private store(order: readonly number[] | null, before: readonly number[] | null, words: string, canUndo = true): void {
    this.actions.failure.set(null);
    this.order.set([
      ...(order ??
        this.pages()
          .map(({ id }) => id)
          .toSorted((a, b) => a - b)),
    ]);
    this.sending = this.sending.then(async () => {
      try {
        await this.actions.setOrder(order);
        if (canUndo) this.toasts.sayWithUndo(words, () => this.store(before, order, `Undone: ${words}`, false));
        else this.toasts.say(words);
      } catch (error) {
        this.order.set(this.pages().map(({ id }) => id));
        this.actions.failed('The order was not changed.', error, () => this.store(order, before, words, canUndo));
      }
    });
  }
}
