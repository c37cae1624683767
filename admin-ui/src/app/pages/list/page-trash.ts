import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import type { TrashedPage, TrashedPagesResponse } from '../../api/pages.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDateTime, toSeconds } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { PageActions } from '../page-actions.js';
import { PageDialogs } from '../page-dialogs.js';
import { pathWords } from '../page-words.js';

const KEPT_SECONDS = 7 * 86_400;

/** Deleted pages, and the way back. */
@Component({
  selector: 'app-page-trash',
  imports: [EmptyState, MatButton, MatProgressBar, ProblemPanel],
  template: `
    <section class="card" aria-label="Pages in the trash" [attr.aria-busy]="answer.isLoading()">
      @if (answer.isLoading()) {
        <mat-progress-bar mode="indeterminate" aria-label="Loading the trash" />
      }
      @if (problem(); as problem) {
        <div class="card-body">
          <app-problem heading="The trash could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
        </div>
      } @else if (pages().length > 0) {
        <div class="table-scroll">
          <table class="plain" aria-label="Pages in the trash">
            <thead>
              <tr>
                <th scope="col">Title</th>
                <th scope="col">Deleted</th>
                <th scope="col">Gone for good</th>
                <th scope="col"><span class="visually-hidden">Actions</span></th>
              </tr>
            </thead>
            <tbody>
              @for (page of pages(); track page.id) {
                <tr>
                  <th scope="row">
                    <strong>{{ page.page_title }}</strong> <span class="mono muted small">{{ pathWords(page.page_path) }}</span>
                  </th>
                  <td class="nowrap">{{ deleted(page) }}</td>
                  <td class="nowrap muted">{{ gone(page) }}</td>
                  <td class="end">
                    <button matButton type="button" (click)="restore(page)">
                      Bring back<span class="visually-hidden"> {{ page.page_title }}</span>
                    </button>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else if (answer.hasValue()) {
        <app-empty-state
          icon="trash"
          heading="The trash is empty"
          text="Pages that are deleted can be brought back from here for seven days."
        />
      }
    </section>
  `,
  styles: `
    strong {
      font-weight: 560;
    }
    th:first-child {
      padding-inline-start: 20px;
    }
    td:last-child {
      padding-block: 4px;
    }
  `,
})
export class PageTrash {
  private readonly actions = inject(PageActions);
  private readonly dialogs = inject(PageDialogs);
  private readonly clock = inject(Clock);
  readonly taken = input.required<ReadonlySet<string>>();
  protected readonly pathWords = pathWords;
  protected readonly answer = httpResource<TrashedPagesResponse>(() => {
    this.actions.changes();
    return '/api/v4/trash/pages';
  });
  protected readonly pages = computed(() => (this.answer.hasValue() ? this.answer.value().pages : []));
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });

  protected deleted({ deleted_at }: TrashedPage): string {
    return formatAgo(toSeconds(deleted_at), this.clock.now());
  }

  protected gone({ deleted_at }: TrashedPage): string {
    return formatDateTime(toSeconds(deleted_at) + KEPT_SECONDS);
  }

  protected restore(page: TrashedPage): void {
    void this.dialogs.restore(page, this.taken());
  }
}
