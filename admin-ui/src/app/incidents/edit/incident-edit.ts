import { HttpErrorResponse } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { form, FormField, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { mergeFields } from '../../platform/merge-fields.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { ChangePreviewPanel } from '../../ui/change-preview/change-preview.js';
import { DryRun } from '../../ui/change-preview/dry-run.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { MomentField } from '../../ui/moment-field.js';
import { MonitorImpacts } from '../../ui/monitor-impacts/monitor-impacts.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { NextUpdateField } from '../fields/next-update-field.js';
import { NO_NEXT_UPDATE } from '../fields/next-update.js';
import { IncidentActions, incidentUrl } from '../incident-actions.js';
import {
  SETTING_WORDS,
  settingErrors,
  settingRules,
  shownSetting,
  toSettings,
  toSettingsBody,
  type IncidentSettings,
} from './incident-settings.js';

const NOTHING: IncidentSettings = { title: '', start: '', end: '', isGlobal: true, monitors: [], nextUpdate: NO_NEXT_UPDATE };

/** Changes what an incident is called, when it was, and whom it touches. Its state follows from its updates. */
@Component({
  selector: 'app-incident-edit',
  imports: [
    ChangePreviewPanel,
    FieldErrors,
    FormField,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MomentField,
    MonitorImpacts,
    NextUpdateField,
    PageHeader,
    ProblemPanel,
    RouterLink,
  ],
  providers: [DryRun],
  templateUrl: './incident-edit.html',
  styleUrl: '../composer/composer.scss',
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class IncidentEdit implements HoldsUnsavedWork {
  readonly id = input.required<string>();
  private readonly actions = inject(IncidentActions);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly dryRun = inject(DryRun);
  private readonly base = signal<IncidentSettings>(NOTHING);
  private readonly draft = signal<IncidentSettings>(NOTHING);
  private etag: string | null = null;
  protected readonly settings = form(this.draft, settingRules);
  protected readonly isReady = signal(false);
  protected readonly isResolved = signal(false);
  protected readonly loadProblem = signal<Problem | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  readonly isDirty = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.base()));
  protected readonly isSaving = computed(() => this.settings().submitting());
  /** An end that somebody set stays to be seen and changed, whatever the state. */
  protected readonly hasEnd = computed(() => this.isResolved() || this.base().end !== '');

  constructor() {
    effect(() => {
      const id = Number(this.id());
      untracked(() => void this.load(id));
    });
    effect(() => {
      const [before, after] = [this.base(), this.draft()];
      const body = toSettingsBody(before, after, 0);
      // Words and promises change no status.
      delete body.title;
      delete body.next_update_at;
      const isPointless = !untracked(this.isReady) || Object.keys(body).length === 0;
      this.dryRun.request.set(isPointless ? null : { method: 'PATCH', url: incidentUrl(Number(this.id())), body });
    });
  }

  protected async load(id: number): Promise<void> {
    this.loadProblem.set(null);
    try {
      const { incident, etag } = await this.actions.load(id);
      this.isResolved.set(incident.state === 'RESOLVED');
      this.accept(toSettings(incident), etag);
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** @returns true when everything is stored */
  async save(): Promise<boolean> {
    this.problem.set(null);
    let isSaved = false;
    await submit(this.settings, {
      action: async () => {
        try {
          isSaved = await this.send();
          return undefined;
        } catch (error) {
          const problem = toProblem(error);
          const onFields = settingErrors(problem, this.settings);
          if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
          return onFields;
        }
      },
    });
    if (isSaved) this.toasts.say('Saved');
    return isSaved;
  }

  protected async saveAndGo(): Promise<void> {
    if (await this.save()) await this.router.navigate(['/manage/incidents', this.id()]);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isReady() && this.isDirty() && !this.isSaving() && this.dialog.openDialogs.length === 0) void this.saveAndGo();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private accept(settings: IncidentSettings, etag: string | null): void {
    this.etag = etag;
    this.isReady.set(true);
    this.base.set(settings);
    this.settings().reset(settings);
  }

  /** @returns false when the person closed the question about a conflict */
  private async send(): Promise<boolean> {
    const body = toSettingsBody(this.base(), this.draft(), Math.floor(Date.now() / 1000));
    try {
      await this.actions.update(Number(this.id()), body, this.etag);
      this.base.set(this.draft());
      return true;
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      return (await this.mergeWithStored()) ? this.send() : false;
    }
  }

  /** Somebody else stored this incident meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(): Promise<boolean> {
    const { incident, etag } = await this.actions.load(Number(this.id()));
    const theirs = toSettings(incident);
    const mine = this.draft();
    const { merged, conflicts } = mergeFields(this.base(), mine, theirs);
    if (conflicts.length > 0) {
      const data: ConflictQuestion = {
        of: { what: 'incident', words: SETTING_WORDS },
        changedAt: incident.updated_at,
        conflicts: conflicts.map(({ field }) => ({
          field,
          mine: shownSetting(mine, field),
          theirs: shownSetting(theirs, field),
        })),
      };
      const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<string>>(ConflictDialog, { width: '640px', data });
      const takeTheirs = await firstValueFrom(dialog.afterClosed());
      if (!takeTheirs) return false;
      for (const { field } of conflicts) if (takeTheirs.has(field)) Object.assign(merged, { [field]: theirs[field] });
    }
    this.base.set(theirs);
    this.etag = etag;
    this.draft.set(merged);
    return true;
  }
}
