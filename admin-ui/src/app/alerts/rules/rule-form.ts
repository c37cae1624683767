import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, numberAttribute, signal, untracked } from '@angular/core';
import { form, FormField, submit, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import { ALERT_FORS, ALERT_SEVERITIES } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { TriggersResponse } from '../../api/triggers.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { mergeFields } from '../../platform/merge-fields.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { SessionStore } from '../../session/session-store.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { Icon } from '../../ui/icon.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { AlertActions } from '../alert-actions.js';
import { ALERT_FOR_WORDS, endsWords, firesWords, SEVERITY_WORDS, tellsWords } from '../alert-words.js';
import { MonitorPicker } from './monitor-picker.js';
import {
  conditionOf,
  newRule,
  RULE_FIELD_WORDS,
  ruleFieldOf,
  ruleRules,
  toRuleBody,
  toRuleDraft,
  toRulePatch,
  type RuleDraft,
} from './rule-draft.js';
import { RuleErrors } from './rule-errors.js';
import { TriggerPicker } from './trigger-picker.js';

const optionalId = (text: string | undefined): number | null => (text === undefined ? null : numberAttribute(text, 0));

/** Makes a rule, or changes one, and says in words what it will do. */
@Component({
  selector: 'app-rule-form',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MarkdownEditor,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatCheckbox,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSlideToggle,
    MatSuffix,
    MonitorPicker,
    PageHeader,
    ProblemPanel,
    RuleErrors,
    TriggerPicker,
  ],
  providers: [MonitorNames],
  templateUrl: './rule-form.html',
  styleUrl: '../../ui/form-frame.scss',
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class RuleForm implements HoldsUnsavedWork {
  /** Of the rule to edit; absent = a new one. */
  readonly id = input(null, { transform: optionalId });
  /** Tag of the monitor that a new one begins with. */
  readonly monitor = input<string>();
  private readonly actions = inject(AlertActions);
  private readonly names = inject(MonitorNames);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  private readonly base = signal<RuleDraft>(newRule([]));
  private readonly version = signal(0);
  protected readonly draft = signal<RuleDraft>(this.base());
  protected readonly rule = form(this.draft, ruleRules);
  protected readonly isReady = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly loadProblem = signal<Problem | null>(null);
  /** Save was tried, so that every error is shown and listed. */
  protected readonly wasTried = signal(false);
  protected readonly alertFors = ALERT_FORS;
  protected readonly severities = ALERT_SEVERITIES;
  protected readonly alertForWords = ALERT_FOR_WORDS;
  protected readonly severityWords = SEVERITY_WORDS;
  private readonly triggerList = httpResource<TriggersResponse>(() => (this.session.can('triggers.read') ? '/api/v4/triggers' : undefined));
  protected readonly triggers = computed(() => (this.triggerList.hasValue() ? this.triggerList.value().triggers : []));

  readonly isDirty = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.base()));
  protected readonly isNew = computed(() => this.id() === null);
  protected readonly isSaving = computed(() => this.rule().submitting());
  /** Of those monitors that have a schedule; the others wait for nobody. */
  private readonly intervals = computed(() =>
    this.draft().monitors.flatMap((tag) => {
      const seconds = this.names.of(tag)?.interval_seconds;
      return seconds ? [seconds] : [];
    }),
  );
  protected readonly fires = computed(() => firesWords(conditionOf(this.draft()), this.draft().failureThreshold, this.intervals()));
  protected readonly ends = computed(() => endsWords(conditionOf(this.draft()), this.draft().successThreshold, this.intervals()));
  protected readonly tells = computed(() => {
    const { triggers, createsIncident, reminds, reminderMinutes } = this.draft();
    const names = triggers.map((id) => this.triggers().find((trigger) => trigger.id === id)?.name ?? `trigger ${id}`);
    return tellsWords(createsIncident, names, reminds ? reminderMinutes : null);
  });

  constructor() {
    effect(() => {
      const [id, monitor] = [this.id(), this.monitor()];
      untracked(() => void this.load(id, monitor));
    });
  }

  protected async load(id: number | null, monitor: string | undefined): Promise<void> {
    this.loadProblem.set(null);
    try {
      if (id === null) {
        this.accept(newRule([]));
        if (monitor) this.draft.set(newRule([monitor]));
        return;
      }
      const stored = await this.actions.load(id);
      this.version.set(stored.version);
      this.accept(toRuleDraft(stored));
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** @returns true when everything is stored. */
  async save(): Promise<boolean> {
    this.problem.set(null);
    let isStored = false;
    await submit(this.rule, {
      action: async () => {
        try {
          isStored = await this.send();
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
    this.wasTried.set(!isStored);
    return isStored;
  }

  protected async saveAndGo(): Promise<void> {
    if (await this.save()) await this.router.navigateByUrl('/manage/alerts');
  }

  protected discard(): void {
    this.rule().reset(this.base());
    this.wasTried.set(false);
    this.problem.set(null);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isReady() && this.isDirty() && !this.isSaving() && this.dialog.openDialogs.length === 0) void this.saveAndGo();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private accept(draft: RuleDraft): void {
    this.base.set(draft);
    this.rule().reset(draft);
    this.isReady.set(true);
  }

  /** @returns false when the person closed the question about a conflict. */
  private async send(): Promise<boolean> {
    const id = this.id();
    try {
      if (id === null) await this.actions.create(toRuleBody(this.draft()));
      else await this.actions.update(id, toRulePatch(this.base(), this.draft()), this.version());
      this.accept(this.draft());
      this.toasts.say(id === null ? 'Rule made' : 'Rule saved');
      return true;
    } catch (error) {
      if (id === null || !(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      return (await this.mergeWithStored(id)) ? this.send() : false;
    }
  }

  /** Somebody else stored this rule meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(id: number): Promise<boolean> {
    const stored = await this.actions.load(id);
    const theirs = toRuleDraft(stored);
    const { merged, conflicts } = mergeFields(this.base(), this.draft(), theirs);
    let resolved = merged;
    if (conflicts.length > 0) {
      const data: ConflictQuestion = { conflicts, changedAt: stored.updated_at, of: { what: 'rule', words: RULE_FIELD_WORDS } };
      const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<keyof RuleDraft>>(ConflictDialog, {
        width: '640px',
        data,
      });
      const takeTheirs = await firstValueFrom(dialog.afterClosed());
      if (!takeTheirs) return false;
      resolved = { ...merged, ...Object.fromEntries([...takeTheirs].map((field) => [field, theirs[field]])) };
    }
    this.base.set(theirs);
    this.version.set(stored.version);
    this.draft.set(resolved);
    return true;
  }

  /** Puts the server's refusals on their fields; what belongs to none stands above the form. */
  private refused(error: unknown): ValidationError.WithOptionalFieldTree[] {
    const problem = toProblem(error);
    const onFields = problem.fields.flatMap(({ field, message }) => {
      const fieldTree = ruleFieldOf(this.rule, field, this.draft().alertFor);
      return fieldTree ? [{ kind: 'server', message, fieldTree }] : [];
    });
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
