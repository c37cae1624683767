import { Component, computed, input, output, viewChild } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import type { IncidentTemplate } from '../../api/incidents.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { MomentField } from '../../ui/moment-field.js';
import { MonitorImpacts } from '../../ui/monitor-impacts/monitor-impacts.js';
import { NextUpdateField } from '../fields/next-update-field.js';
import { StateStepper } from '../fields/state-stepper.js';
import type { ComposerDraft } from './composer-draft.js';
import { VARIABLES } from './variables.js';

/** What happens, whom it touches and what readers are told: the part of the composer that is written. */
@Component({
  selector: 'app-composer-sections',
  imports: [
    FieldErrors,
    FormField,
    MarkdownEditor,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MomentField,
    MonitorImpacts,
    NextUpdateField,
    StateStepper,
  ],
  templateUrl: './composer-sections.html',
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 20px;
      min-inline-size: 0;
    }
  `,
})
export class ComposerSections {
  readonly incident = input.required<FieldTree<ComposerDraft>>();
  readonly templates = input.required<readonly IncidentTemplate[]>();
  readonly templateChosen = output<IncidentTemplate>();
  protected readonly variables = VARIABLES;
  private readonly impacts = viewChild.required(MonitorImpacts);
  protected readonly isHistorical = computed(() => this.incident().isHistorical().value());

  /** Name of a monitor, as far as it is known. */
  nameOf(tag: string): string {
    return this.impacts().nameOf(tag);
  }
}
