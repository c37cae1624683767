import { Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate, type ValidationError } from '@angular/forms/signals';
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
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS, type IncidentState } from '@clarion/contract';
import type { MonitorImpact } from '../../api/impacts.js';
import type { IncidentTemplate, TemplateBody } from '../../api/incidents.js';
import { changedFields } from '../../platform/merge-fields.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { MonitorImpacts } from '../../ui/monitor-impacts/monitor-impacts.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { VARIABLES, variablesIn } from '../composer/variables.js';
import { StateStepper } from '../fields/state-stepper.js';
import type { TemplatesStore } from './templates-store.js';

export interface TemplateDialogData {
  store: Pick<TemplatesStore, 'create' | 'change'>;
  /** The one to change; null = a new one. */
  template: IncidentTemplate | null;
}

interface TemplateDraft {
  name: string;
  title: string;
  comment: string;
  state: IncidentState;
  monitors: readonly MonitorImpact[];
  isGlobal: boolean;
}

/** Writes a template, or changes one. Closes by itself once it is stored. */
@Component({
  selector: 'app-template-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MarkdownEditor,
    MatButton,
    MatCheckbox,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MonitorImpacts,
    ProblemPanel,
    StateStepper,
  ],
  templateUrl: './template-dialog.html',
})
export class TemplateDialog {
  private readonly data = inject<TemplateDialogData>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<TemplateDialog>>(MatDialogRef);
  private readonly toasts = inject(Toasts);
  protected readonly stored = this.data.template;
  protected readonly variables = VARIABLES;
  protected readonly problem = signal<Problem | null>(null);
  private readonly draft = signal<TemplateDraft>({
    name: this.stored?.name ?? '',
    title: this.stored?.title ?? '',
    comment: this.stored?.comment ?? '',
    state: this.stored?.state ?? 'INVESTIGATING',
    monitors: this.stored?.monitors ?? [],
    isGlobal: this.stored?.is_global !== 'NO',
  });
  protected readonly template = form(
    this.draft,
    (path) => {
      required(path.name, { message: 'Enter a name.' });
      maxLength(path.name, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
      required(path.title, { message: 'Enter a title.' });
      maxLength(path.title, LIMITS.title, { message: `At most ${LIMITS.title} characters.` });
      maxLength(path.comment, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
      for (const text of [path.title, path.comment]) {
        validate(text, ({ value }) => {
          const unknown = variablesIn(value()).find((name) => !VARIABLES.some((variable) => variable.name === name));
          return unknown === undefined
            ? undefined
            : { kind: 'variable', message: `{{${unknown}}} is none of the variables: ${VARIABLES.map(({ name }) => name).join(', ')}.` };
        });
      }
    },
    { submission: { action: async () => this.save() } },
  );

  private async save(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    try {
      const body = toBody(this.draft());
      if (this.stored) await this.data.store.change(this.stored, changedFields(toBody(this.stored), body));
      else await this.data.store.create(body);
      this.toasts.say(`Stored “${body.name}”`);
      this.reference.close();
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const { name, title, comment, state, monitors } = this.template;
      const onFields = serverErrors(problem, { name, title, comment, state, monitors });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}

const toBody = (template: TemplateDraft | IncidentTemplate): TemplateBody => ({
  name: template.name.trim(),
  title: template.title.trim(),
  comment: template.comment,
  state: template.state,
  monitors: [...template.monitors],
  is_global: 'is_global' in template ? template.is_global : template.isGlobal ? 'YES' : 'NO',
});
