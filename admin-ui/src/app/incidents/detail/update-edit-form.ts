import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@clarion/contract';
import type { IncidentDetail, IncidentUpdate } from '../../api/incidents.js';
import { fromLocalInput } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { MomentField } from '../../ui/moment-field.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { StateStepper } from '../fields/state-stepper.js';
import { toUpdateEdit, type UpdateEdit } from '../updates/update-draft.js';
import { UpdateEdits } from './update-edits.js';

/** Corrects an update in its place. Nobody is told again. */
@Component({
  selector: 'app-update-edit-form',
  imports: [FormField, MarkdownEditor, MatButton, MomentField, ProblemPanel, StateStepper],
  template: `
    <form class="stack" novalidate (submit)="$event.preventDefault(); save()">
      @if (problem(); as problem) {
        <app-problem heading="Not saved." [problem]="problem" />
      }
      <app-state-stepper [formField]="edit.state" />
      <app-markdown-editor label="Message" [formField]="edit.comment" />
      <app-moment-field label="Time of the update" [hasNow]="false" [formField]="edit.time" />
      <div class="actions">
        <span class="muted small">Subscribers are not told of a correction.</span>
        <span class="spacer"></span>
        <button matButton type="button" (click)="closed.emit()">Cancel</button>
        <button matButton="filled" type="submit" [disabled]="edit().submitting()">Save</button>
      </div>
    </form>
  `,
  styles: `
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
  `,
})
export class UpdateEditForm {
  readonly incident = input.required<IncidentDetail>();
  readonly update = input.required<IncidentUpdate>();
  readonly closed = output();
  private readonly edits = inject(UpdateEdits);
  private readonly toasts = inject(Toasts);
  /** Who and what was on screen when the correction began: what others store meanwhile is a conflict and no new start. */
  private readonly begun = linkedSignal<
    { incident: IncidentDetail; update: IncidentUpdate },
    { incident: IncidentDetail; update: IncidentUpdate }
  >({
    source: () => ({ incident: this.incident(), update: this.update() }),
    computation: (now, before) => (before?.value.update.id === now.update.id ? before.value : now),
  });
  private readonly draft = linkedSignal<IncidentUpdate, UpdateEdit>({
    source: () => this.begun().update,
    computation: toUpdateEdit,
  });
  protected readonly edit = form(this.draft, (path) => {
    required(path.comment, { message: 'Say what readers should know.' });
    maxLength(path.comment, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
    validate(path.time, ({ value }) => (fromLocalInput(value()) === null ? { kind: 'required', message: 'Enter the time.' } : undefined));
  });
  protected readonly problem = signal<Problem | null>(null);

  protected async save(): Promise<void> {
    this.problem.set(null);
    await submit(this.edit, {
      action: async () => {
        const { incident, update } = this.begun();
        try {
          if (await this.edits.edit(incident, update, this.draft())) {
            this.toasts.say('Saved');
            this.closed.emit();
          }
          return undefined;
        } catch (error) {
          const problem = toProblem(error);
          const { state, comment, time } = this.edit;
          const onFields = serverErrors(problem, { state, comment, timestamp: time });
          if (onFields.length === 0) this.problem.set(problem);
          return onFields;
        }
      },
    });
  }
}
