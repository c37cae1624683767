import { Component, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { form, FormField, submit, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { IncidentState } from '@clarion/contract';
import type { IncidentSummary } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo } from '../../platform/formats.js';
import { LocalDrafts } from '../../platform/local-drafts.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import { HOLD_HEADERS, Holds } from '../../publishing/holds.js';
import { WhoHears } from '../../publishing/who-hears.js';
import { ChangePreviewPanel } from '../../ui/change-preview/change-preview.js';
import { DryRun } from '../../ui/change-preview/dry-run.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { MomentField } from '../../ui/moment-field.js';
import { MonitorImpacts } from '../../ui/monitor-impacts/monitor-impacts.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { NextUpdateField } from '../fields/next-update-field.js';
import { NotifySwitch } from '../fields/notify-switch.js';
import { StateStepper } from '../fields/state-stepper.js';
import { commentsUrl, IncidentActions } from '../incident-actions.js';
import { freshUpdate, toUpdateBody, updateRules, type UpdateDraft } from './update-draft.js';

const isUpdateText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** Posts an update of an incident. What is typed is kept in this browser until it is posted. */
@Component({
  selector: 'app-update-form',
  imports: [
    ChangePreviewPanel,
    FormField,
    MarkdownEditor,
    MatButton,
    MomentField,
    MonitorImpacts,
    NextUpdateField,
    NotifySwitch,
    ProblemPanel,
    StateStepper,
    WhoHears,
  ],
  providers: [DryRun],
  templateUrl: './update-form.html',
  styleUrl: './update-form.scss',
  host: { '(keydown)': 'onKey($event)' },
})
export class UpdateForm {
  readonly incident = input.required<IncidentSummary>();
  readonly posted = output();
  private readonly actions = inject(IncidentActions);
  private readonly clock = inject(Clock);
  private readonly drafts = inject(LocalDrafts);
  private readonly toasts = inject(Toasts);
  private readonly dryRun = inject(DryRun);
  private readonly holds = inject(Holds);
  private readonly editor = viewChild.required(MarkdownEditor);

  private readonly id = computed(() => this.incident().id);
  /** Where the form began, to tell what somebody has chosen since. */
  private readonly base = signal<UpdateDraft>(freshUpdate({ state: 'INVESTIGATING', monitors: [] }));
  private readonly draft = signal<UpdateDraft>(freshUpdate({ state: 'INVESTIGATING', monitors: [] }));
  protected readonly update = form(this.draft, (path) => updateRules(path, this.clock.now));
  protected readonly problem = signal<Problem | null>(null);
  /** Words that were found in this browser and are back in the field. */
  protected readonly restored = signal('');
  readonly isDirty = computed(() => this.draft().comment.trim() !== '');
  protected readonly isPosting = computed(() => this.update().submitting());
  protected readonly isResolving = computed(() => this.draft().state === 'RESOLVED');
  protected readonly hasImpacts = computed(() => this.incident().monitors.length > 0 && !this.isResolving());
  protected readonly action = computed(() => {
    const deed = this.isResolving() ? 'Resolve' : this.incident().state === 'RESOLVED' ? 'Reopen' : 'Post update';
    return this.draft().notify ? `${deed} and notify` : deed;
  });

  constructor() {
    effect(() => {
      this.id();
      untracked(() => this.begin());
    });
    effect(() => {
      const fresh = freshUpdate(this.incident());
      // What was posted, here or elsewhere, is where the next update starts; nobody's choices are taken away.
      untracked(() => this.isTouched() || this.reset(fresh));
    });
    effect(() => {
      const { comment } = this.draft();
      untracked(() => this.keep(comment));
    });
    effect(() => {
      // Words are not needed to know what follows from a state and from impacts.
      const body = toUpdateBody({ ...this.draft(), comment: this.draft().comment.trim() || '–' }, this.incident().monitors, 0);
      delete body.next_update_at;
      this.dryRun.request.set({ method: 'POST', url: commentsUrl(this.id()), body });
    });
  }

  /** Sets the state and leads to the words: what Resolve, Reopen and Post update do. */
  start(state: IncidentState | null = null): void {
    if (state !== null) this.update.state().value.set(state);
    this.editor().focus();
  }

  /** @returns true when it is stored */
  async post(): Promise<boolean> {
    this.problem.set(null);
    let [isPosted, isHeld] = [false, false];
    const [keptAs, { comment }] = [this.keptAs(), this.draft()];
    await submit(this.update, {
      action: async () => {
        try {
          const body = toUpdateBody(this.draft(), this.incident().monitors, Math.floor(Date.now() / 1000));
          const response = await this.actions.post(this.id(), body, HOLD_HEADERS);
          isHeld = this.holds.note(response, this.postedWords(), () => this.takeUpAgain(keptAs, comment));
          isPosted = true;
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
    if (!isPosted) return false;
    if (!isHeld) this.toasts.say(this.postedWords());
    this.forget();
    this.posted.emit();
    return true;
  }

  protected async postQuietly(): Promise<void> {
    this.update.notify().value.set(false);
    await this.post();
  }

  protected discard(): void {
    this.forget();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.altKey || this.isPosting()) return;
    event.preventDefault();
    void this.post();
  }

  private begin(): void {
    const kept = this.drafts.find(this.keptAs(), isUpdateText);
    this.restored.set(kept ? `Restored what you were writing ${formatAgo(kept.savedAt, this.clock.now())}.` : '');
    this.reset(freshUpdate(this.incident()), kept?.value);
  }

  private postedWords(): string {
    return this.isResolving() ? `Resolved “${this.incident().title}”` : `Posted to “${this.incident().title}”`;
  }

  /** What was taken back is being written again, unless something else is by now. */
  private takeUpAgain(keptAs: string, comment: string): void {
    if (this.drafts.find(keptAs, isUpdateText) === null) this.drafts.keep(keptAs, comment);
    this.actions.changed();
    if (keptAs === this.keptAs() && !this.isDirty()) this.begin();
  }

  private keep(comment: string): void {
    if (comment.trim() === '') this.drafts.drop(this.keptAs());
    else this.drafts.keep(this.keptAs(), comment);
  }

  private forget(): void {
    this.drafts.drop(this.keptAs());
    this.restored.set('');
    this.problem.set(null);
    this.reset(freshUpdate(this.incident()));
  }

  private reset(fresh: UpdateDraft, comment = ''): void {
    const draft = { ...fresh, comment };
    this.base.set(fresh);
    if (JSON.stringify(draft) !== JSON.stringify(this.draft())) this.update().reset(draft);
  }

  private isTouched(): boolean {
    return JSON.stringify(this.draft()) !== JSON.stringify(this.base());
  }

  private keptAs(): string {
    return `incident-update:${this.id()}`;
  }

  private refused(error: unknown): ValidationError.WithOptionalFieldTree[] {
    const problem = toProblem(error);
    const { state, comment, time, monitors, nextUpdate } = this.update;
    const onFields = serverErrors(problem, { state, comment, timestamp: time, monitors, next_update_at: nextUpdate });
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
