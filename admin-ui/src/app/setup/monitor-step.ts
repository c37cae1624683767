import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, maxLength, pattern, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { LIMITS, TAG_PATTERN } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { MonitorResponse, MonitorTest } from '../api/monitors.js';
import { NEW_DRAFT, toCreate, toTypeData, type MonitorDraft } from '../monitors/form/monitor-draft.js';
import { MonitorActions } from '../monitors/monitor-actions.js';
import { TestResult } from '../monitors/test-result.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { serverErrors } from '../platform/server-errors.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { detect } from './detect.js';

/** The first monitor: an address, one test of it, a name. It goes on the home page. */
@Component({
  selector: 'app-monitor-step',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatProgressBar,
    ProblemPanel,
    TestResult,
  ],
  templateUrl: './monitor-step.html',
  styleUrl: './step.scss',
})
export class MonitorStep {
  readonly done = output();
  private readonly http = inject(HttpClient);
  private readonly actions = inject(MonitorActions);

  protected readonly address = signal('');
  protected readonly wasLeft = signal(false);
  protected readonly detected = computed(() => detect(this.address()));
  /** Follows the address until somebody changes it; the test counts for one address only. */
  private readonly suggestion = linkedSignal(() => {
    const detected = this.detected();
    return detected.ok ? { name: detected.name, tag: detected.tag } : { name: '', tag: '' };
  });
  protected readonly names = form(this.suggestion, (path) => {
    required(path.name, { message: 'Enter a name.' });
    maxLength(path.name, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
    required(path.tag, { message: 'Enter a tag.' });
    pattern(path.tag, TAG_PATTERN, { message: 'Lower-case letters, digits, - and _; a letter or digit at both ends.' });
  });
  protected readonly test = linkedSignal<string, MonitorTest | null>({ source: this.address, computation: () => null });
  protected readonly isTesting = signal(false);
  protected readonly problem = signal<Problem | null>(null);

  protected async runTest(): Promise<void> {
    this.wasLeft.set(true);
    const draft = this.draft();
    if (!draft || this.isTesting()) return;
    this.isTesting.set(true);
    this.problem.set(null);
    try {
      this.test.set(await this.actions.test({ monitor_type: 'API', type_data: toTypeData(draft) }));
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isTesting.set(false);
    }
  }

  protected async create(): Promise<void> {
    this.problem.set(null);
    await submit(this.names, {
      action: async () => {
        const draft = this.draft();
        if (!draft) return undefined;
        try {
          await firstValueFrom(this.http.post<MonitorResponse>('/api/v4/monitors', toCreate(draft)));
          this.actions.changed();
          this.done.emit();
          return undefined;
        } catch (error) {
          const problem = toProblem(error);
          const onFields = serverErrors(problem, { name: this.names.name, tag: this.names.tag });
          if (onFields.length === 0) this.problem.set(problem);
          return onFields;
        }
      },
    });
  }

  private draft(): MonitorDraft | null {
    const detected = this.detected();
    if (!detected.ok) return null;
    const { name, tag } = this.suggestion();
    return { ...NEW_DRAFT, name, tag, check: { ...NEW_DRAFT.check, API: { ...NEW_DRAFT.check.API, url: detected.url } } };
  }
}
