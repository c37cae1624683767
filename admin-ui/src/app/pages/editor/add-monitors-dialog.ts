import { httpResource } from '@angular/common/http';
import { Component, computed, debounced, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import type { MonitorState, MonitorStatesResponse } from '../../api/monitors.js';
import { toProblem } from '../../platform/problem.js';
import { TYPE_WORDS } from '../../platform/status-words.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import type { OrderedList } from '../../ui/reorder/moves.js';
import { StatusMark } from '../../ui/status-mark.js';

const TYPING_PAUSE_MS = 150;
/** As many as one answer holds. */
const ASKED = 100;

export interface AddMonitorsQuestion {
  /** What stands on the page, which is not offered. */
  lists: readonly OrderedList[];
  /** Id of the list that is proposed. */
  to: string;
}

export interface MonitorsToAdd {
  monitors: readonly MonitorState[];
  /** Id of the list. */
  to: string;
}

/** Finds monitors by name or tag, and takes as many as are marked. */
@Component({
  selector: 'app-add-monitors-dialog',
  imports: [
    MatButton,
    MatCheckbox,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    ProblemPanel,
    StatusMark,
  ],
  template: `
    <h2 mat-dialog-title>Add monitors</h2>
    <mat-dialog-content class="stack">
      <div class="fields">
        <mat-form-field [class.half]="question.lists.length > 1" subscriptSizing="dynamic">
          <mat-label>Name or tag</mat-label>
          <input #field matInput autocomplete="off" spellcheck="false" [value]="text()" (input)="text.set(field.value)" />
        </mat-form-field>
        @if (question.lists.length > 1) {
          <mat-form-field class="half" subscriptSizing="dynamic">
            <mat-label>Into</mat-label>
            <mat-select [value]="to()" (selectionChange)="to.set($event.value)">
              @for (list of question.lists; track list.id) {
                <mat-option [value]="list.id">{{ list.label }}</mat-option>
              }
            </mat-select>
          </mat-form-field>
        }
      </div>
      @if (problem(); as problem) {
        <app-problem heading="The monitors could not be searched." [problem]="problem" [canRetry]="true" (retry)="search.reload()" />
      }
      <p class="muted small" role="status">{{ words() }}</p>
      @if (offered().length > 0) {
        <div class="found" role="group" aria-label="Monitors that were found" [attr.aria-busy]="search.isLoading()">
          @if (offered().length > 1) {
            <mat-checkbox [checked]="isAll()" [indeterminate]="!isAll() && isSome()" (change)="chooseAll($event.checked)">
              <strong>All {{ offered().length }} of these</strong>
            </mat-checkbox>
          }
          @for (monitor of offered(); track monitor.tag) {
            <mat-checkbox [checked]="chosen().has(monitor.tag)" (change)="choose(monitor, $event.checked)">
              <span class="option"
                ><app-status-mark [status]="monitor.current_status" [iconOnly]="true" />{{ monitor.name }}
                <span class="mono muted small">{{ monitor.tag }}</span><span class="muted small">{{
                  typeWords[monitor.monitor_type]
                }}</span></span
              >
            </mat-checkbox>
          }
        </div>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Cancel</button>
      <button matButton="filled" type="button" [disabled]="chosen().size === 0" (click)="add()">
        {{ chosen().size === 0 ? 'Add' : 'Add ' + chosen().size }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .found {
      display: flex;
      flex-direction: column;
      max-block-size: 44vh;
      overflow-y: auto;
      margin-inline-start: -10px;
    }
    .option {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 8px;
    }
    strong {
      font-weight: 560;
    }
  `,
})
export class AddMonitorsDialog {
  protected readonly question = inject<AddMonitorsQuestion>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<AddMonitorsDialog, MonitorsToAdd>>(MatDialogRef);
  protected readonly typeWords = TYPE_WORDS;
  protected readonly text = signal('');
  protected readonly to = signal(this.question.to);
  private readonly settled = debounced(this.text, TYPING_PAUSE_MS);
  protected readonly search = httpResource<MonitorStatesResponse>(() => {
    const text = this.settled.value()?.trim() ?? '';
    return { url: '/api/v4/monitor-states', params: { limit: ASKED, sort: 'name', ...(text ? { text } : {}) } };
  });
  private readonly answered = linkedSignal<MonitorStatesResponse | undefined, MonitorStatesResponse | null>({
    source: () => (this.search.hasValue() ? this.search.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value ?? null,
  });
  private readonly placed = new Set(this.question.lists.flatMap(({ items }) => items));
  protected readonly offered = computed(() => (this.answered()?.monitors ?? []).filter(({ tag }) => !this.placed.has(tag)));
  /** By tag, in the order in which they were marked; they stay marked while something else is searched. */
  protected readonly chosen = signal<ReadonlyMap<string, MonitorState>>(new Map());
  protected readonly isAll = computed(() => this.offered().every(({ tag }) => this.chosen().has(tag)));
  protected readonly isSome = computed(() => this.offered().some(({ tag }) => this.chosen().has(tag)));
  protected readonly problem = computed(() => {
    const error = this.search.error();
    return error && !this.search.isLoading() ? toProblem(error) : null;
  });
  protected readonly words = computed(() => {
    const answer = this.answered();
    if (answer === null) return '';
    if (this.offered().length === 0)
      return answer.total === 0 ? 'No monitor matches.' : 'Every monitor that matches stands on this page already.';
    return answer.total > ASKED ? `The first ${ASKED} of ${answer.total}; type to find others.` : '';
  });

  protected choose(monitor: MonitorState, isChosen: boolean): void {
    this.chosen.update((before) => {
      const chosen = new Map(before);
      if (isChosen) chosen.set(monitor.tag, monitor);
      else chosen.delete(monitor.tag);
      return chosen;
    });
  }

  protected chooseAll(isChosen: boolean): void {
    for (const monitor of this.offered()) this.choose(monitor, isChosen);
  }

  protected add(): void {
    this.reference.close({ monitors: [...this.chosen().values()], to: this.to() });
  }
}
