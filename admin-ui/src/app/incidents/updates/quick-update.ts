import { httpResource } from '@angular/common/http';
import { Component, computed, inject, Service } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { IncidentDetailResponse } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo } from '../../platform/formats.js';
import { toProblem } from '../../platform/problem.js';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { incidentStateUrl } from '../incident-actions.js';
import { STATE_WORDS } from '../incident-words.js';
import { StateMark } from '../state-mark.js';
import { UpdateForm } from './update-form.js';

/** A drawer over the list: the last update, and the form for the next one. */
@Component({
  selector: 'app-quick-update',
  imports: [Icon, MatButton, MatDialogContent, MatDialogTitle, MatIconButton, ProblemPanel, RouterLink, StateMark, UpdateForm],
  template: `
    <div class="top">
      <h2 mat-dialog-title>{{ incident()?.title ?? 'Incident ' + id }}</h2>
      <button matIconButton type="button" aria-label="Close" (click)="reference.close()"><app-icon name="close" /></button>
    </div>
    <mat-dialog-content>
      @if (problem(); as problem) {
        <app-problem heading="The incident could not be loaded." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
      }
      @if (incident(); as incident) {
        <div class="row">
          <app-state-mark [state]="incident.state" />
          <a matButton [routerLink]="['/manage/incidents', incident.id]" (click)="reference.close()">Open the whole incident</a>
        </div>
        @if (last(); as update) {
          <section class="last" aria-label="Last update">
            <p class="muted small">{{ update.when }}</p>
            <div class="prose" [innerHTML]="update.html"></div>
          </section>
        }
        <app-update-form [incident]="incident" (posted)="reference.close()" />
      } @else if (!problem()) {
        <div class="stack" role="img" aria-busy="true" aria-label="Loading">
          <span class="skeleton"></span><span class="skeleton"></span>
        </div>
      }
    </mat-dialog-content>
  `,
  styles: `
    .top {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      padding-inline-end: 12px;

      button {
        margin-block-start: 10px;
      }
    }
    h2 {
      flex: 1 1 0;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    mat-dialog-content {
      display: flex;
      flex-direction: column;
      gap: 16px;
      flex: 1;
      max-block-size: none;
    }
    .row {
      justify-content: space-between;
    }
    .last {
      padding: 10px 14px;
      border-inline-start: 3px solid var(--line-strong);
      background: var(--sunken);
      border-radius: 0 8px 8px 0;
    }
  `,
})
export class QuickUpdate {
  protected readonly id = inject<number>(MAT_DIALOG_DATA);
  protected readonly reference = inject<MatDialogRef<QuickUpdate>>(MatDialogRef);
  private readonly clock = inject(Clock);
  protected readonly answer = httpResource<IncidentDetailResponse>(() => incidentStateUrl(this.id));
  protected readonly incident = computed(() => (this.answer.hasValue() ? this.answer.value().incident : null));
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly last = computed(() => {
    const update = this.incident()?.comments[0];
    if (!update) return null;
    const who = update.author ? ` by ${update.author.name}` : '';
    return { html: update.html, when: `${STATE_WORDS[update.state]}, ${formatAgo(update.timestamp, this.clock.now())}${who}` };
  });
}

/** Opens the drawer, for the list and the palette alike. What is typed survives a careless Escape: the form keeps it. */
@Service()
export class QuickUpdates {
  private readonly dialog = inject(MatDialog);

  open(id: number): void {
    this.dialog.open(QuickUpdate, {
      data: id,
      width: '640px',
      maxWidth: '100vw',
      height: '100dvh',
      maxHeight: '100dvh',
      position: { top: '0', right: '0' },
      panelClass: 'drawer-panel',
      ariaLabel: 'Post an update',
    });
  }
}
