import { HttpErrorResponse } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { form, submit, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Clock } from '../../platform/clock.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { CheckSection } from './check-section.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { mergeDrafts, resolveConflicts } from './conflict.js';
import { ErrorSummary } from './error-summary.js';
import { FIELD_WORDS, fieldOfWireName, type FieldPath } from './field-names.js';
import { GeneralSection } from './general-section.js';
import { GraceSection } from './grace-section.js';
import { NEW_DRAFT, toCreate, toDraft, toPatch, toTypeData, type MonitorDraft } from './monitor-draft.js';
import { MonitorFormStore, type VersionedMonitor, type VersionedParents } from './monitor-form-store.js';
import { monitorRules } from './monitor-rules.js';
import { ParentsSection } from './parents-section.js';
import { describeSchedule } from './schedule-words.js';
import { TestPanel } from './test-panel.js';
import { VisibilitySection } from './visibility-section.js';

/** Creates a monitor, or edits one; the same screen for both. */
@Component({
  selector: 'app-monitor-form',
  imports: [
    CheckSection,
    ErrorSummary,
    GeneralSection,
    GraceSection,
    MatButton,
    PageHeader,
    ParentsSection,
    ProblemPanel,
    TestPanel,
    VisibilitySection,
  ],
  templateUrl: './monitor-form.html',
  styleUrls: ['../../ui/form-frame.scss', './monitor-form.scss'],
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class MonitorForm implements HoldsUnsavedWork {
  /** Tag of the monitor to edit; absent = a new one. */
  readonly tag = input<string>();
  private readonly store = inject(MonitorFormStore);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);

  private readonly base = signal<MonitorDraft>(NEW_DRAFT);
  private etag: string | null = null;
  private parentsEtag: string | null = null;
  protected readonly draft = signal<MonitorDraft>(NEW_DRAFT);
  protected readonly monitor = form(this.draft, monitorRules);
  protected readonly isReady = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly loadProblem = signal<Problem | null>(null);
  /** Save was tried, so that every error is shown and listed. */
  protected readonly wasTried = signal(false);

  readonly isDirty = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.base()));
  protected readonly isNew = computed(() => this.tag() === undefined);
  protected readonly isSaving = computed(() => this.monitor().submitting());
  protected readonly heading = computed(() => (this.isNew() ? 'New monitor' : this.base().name || (this.tag() ?? '')));
  protected readonly schedule = computed(() => {
    const cron = this.draft().cron.trim();
    return cron === '' ? null : describeSchedule(cron, this.clock.now());
  });
  protected readonly testRequest = computed(() => {
    const tag = this.tag();
    return { ...(tag ? { tag } : {}), monitor_type: this.draft().type, type_data: toTypeData(this.draft()) };
  });
  protected readonly isCheckValid = computed(() => this.monitor.check[this.draft().type]().valid());
  protected readonly canTest = computed(() => this.draft().type !== 'NONE' && !(this.draft().type === 'HEARTBEAT' && this.isNew()));

  constructor() {
    effect(() => {
      const tag = this.tag();
      untracked(() => void this.load(tag));
    });
  }

  protected async load(tag: string | undefined): Promise<void> {
    this.loadProblem.set(null);
    if (tag === undefined) {
      this.accept(NEW_DRAFT, null);
      return;
    }
    try {
      const [{ monitor, etag }, { parents, etag: parentsEtag }] = await this.read(tag);
      this.parentsEtag = parentsEtag;
      this.accept(toDraft(monitor, parents), etag);
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** @returns true when everything is stored. */
  async save(): Promise<boolean> {
    this.problem.set(null);
    let isSaved = false;
    await submit(this.monitor, {
      action: async () => {
        try {
          isSaved = await this.send();
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
    this.wasTried.set(!isSaved);
    return isSaved;
  }

  protected async saveAndGo(): Promise<void> {
    const isNew = this.isNew();
    if (!(await this.save())) return;
    if (isNew) await this.router.navigate(['/manage/monitors', this.base().tag]);
  }

  protected discard(): void {
    this.monitor().reset(this.base());
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

  private accept(draft: MonitorDraft, etag: string | null): void {
    this.base.set(draft);
    this.etag = etag;
    this.monitor().reset(draft);
    this.isReady.set(true);
  }

  /** @returns false when the person closed the question about a conflict. */
  private async send(): Promise<boolean> {
    const tag = this.tag();
    if (tag === undefined) {
      const { monitor, etag } = await this.store.create(toCreate(this.draft()));
      this.accept(toDraft(monitor, this.draft().parents), etag);
      this.toasts.say(`Created ${monitor.name}${monitor.status === 'ACTIVE' && monitor.cron ? '. Its first check runs now.' : ''}`);
      return true;
    }
    try {
      const isRest = await this.sendParents(tag);
      if (isRest) {
        const { monitor, etag } = await this.store.update(tag, toPatch(this.base(), this.draft()), this.etag);
        this.accept(toDraft(monitor, this.base().parents), etag);
      }
      this.toasts.say('Saved');
      return true;
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      return (await this.mergeWithStored(tag)) ? this.send() : false;
    }
  }

  /**
   * Parents have a resource of their own, which goes first: what it refuses leaves everything as it was.
   * @returns false when nothing else was changed
   */
  private async sendParents(tag: string): Promise<boolean> {
    if (String(this.draft().parents) === String(this.base().parents)) return true;
    const { parents, etag } = await this.store.updateParents(tag, this.draft().parents, this.parentsEtag);
    this.parentsEtag = etag;
    this.base.update((base) => ({ ...base, parents }));
    this.draft.update((draft) => ({ ...draft, parents }));
    if (this.isDirty()) return true;
    this.accept(this.draft(), this.etag);
    return false;
  }

  private read(tag: string): Promise<[VersionedMonitor, VersionedParents]> {
    return Promise.all([this.store.load(tag), this.store.loadParents(tag)]);
  }

  /** Somebody else stored this monitor meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(tag: string): Promise<boolean> {
    const [stored, { parents, etag: parentsEtag }] = await this.read(tag);
    const theirs = toDraft(stored.monitor, parents);
    const { merged, conflicts } = mergeDrafts(this.base(), this.draft(), theirs);
    let resolved = merged;
    if (conflicts.length > 0) {
      const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<FieldPath>>(ConflictDialog, {
        width: '640px',
        data: { conflicts, changedAt: stored.monitor.updated_at, of: { what: 'monitor', words: FIELD_WORDS } },
      });
      const takeTheirs = await firstValueFrom(dialog.afterClosed());
      if (!takeTheirs) return false;
      resolved = resolveConflicts(merged, theirs, takeTheirs);
    }
    this.base.set(theirs);
    this.etag = stored.etag;
    this.parentsEtag = parentsEtag;
    this.draft.set(resolved);
    return true;
  }

  /** Puts the server's refusals on their fields; what belongs to none stands above the form. */
  private refused(error: unknown): ValidationError.WithOptionalFieldTree[] {
    const problem = toProblem(error);
    const onFields = problem.fields.flatMap(({ field, message }) => {
      const fieldTree = fieldOfWireName(this.monitor, field);
      return fieldTree ? [{ kind: 'server', message, fieldTree }] : [];
    });
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
