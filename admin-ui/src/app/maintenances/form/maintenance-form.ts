import { HttpErrorResponse } from '@angular/common/http';
import { Component, computed, effect, inject, input, numberAttribute, signal, untracked } from '@angular/core';
import { form, FormField, submit, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceState } from '../../api/maintenances.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { Clock } from '../../platform/clock.js';
import { mergeFields } from '../../platform/merge-fields.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { Holds } from '../../publishing/holds.js';
import { WhoHears } from '../../publishing/who-hears.js';
import { ChangePreviewPanel } from '../../ui/change-preview/change-preview.js';
import { DryRun } from '../../ui/change-preview/dry-run.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { MonitorImpacts } from '../../ui/monitor-impacts/monitor-impacts.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { MaintenanceErrors } from './error-summary.js';
import { newDraft, toCreate, toDraft, toPatch, toPreview, type MaintenanceDraft } from './maintenance-draft.js';
import { MaintenanceFormStore, requestOf, type Storing } from './maintenance-form-store.js';
import { FIELD_WORDS, fieldOfWireName, maintenanceRules } from './maintenance-rules.js';
import { NoticesStore } from './notices.js';
import { NotifySection } from './notify-section.js';
import { OccurrencesPanel } from './occurrences-panel.js';
import { ScheduleSection } from './schedule-section.js';

const optionalId = (text: string | undefined): number | null => (text === undefined ? null : numberAttribute(text, 0));

/** Plans work, changes a plan, or cuts a series in two; the same screen for all of them. */
@Component({
  selector: 'app-maintenance-form',
  imports: [
    ChangePreviewPanel,
    FieldErrors,
    FormField,
    MaintenanceErrors,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatSlideToggle,
    MonitorImpacts,
    NotifySection,
    OccurrencesPanel,
    PageHeader,
    ProblemPanel,
    ScheduleSection,
    WhoHears,
  ],
  providers: [DryRun, NoticesStore],
  templateUrl: './maintenance-form.html',
  styleUrls: ['../../ui/form-frame.scss', './maintenance-form.scss'],
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class MaintenanceForm implements HoldsUnsavedWork {
  /** Of the maintenance to edit; absent = a new one. */
  readonly id = input(null, { transform: optionalId });
  /** Of the event from which on the rest becomes a maintenance of its own. */
  readonly from = input(null, { transform: optionalId });
  /** Of the maintenance that a new one begins as a copy of. */
  readonly copy = input(null, { transform: optionalId });
  private readonly store = inject(MaintenanceFormStore);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  private readonly notices = inject(NoticesStore);
  private readonly dryRun = inject(DryRun);
  private readonly holds = inject(Holds);

  private readonly base = signal<MaintenanceDraft>(newDraft(this.clock.now()));
  private readonly version = signal(0);
  protected readonly draft = signal<MaintenanceDraft>(this.base());
  protected readonly maintenance = form(this.draft, maintenanceRules);
  protected readonly isReady = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly loadProblem = signal<Problem | null>(null);
  /** Save was tried, so that every error is shown and listed. */
  protected readonly wasTried = signal(false);

  readonly isDirty = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.base()));
  protected readonly isNew = computed(() => this.id() === null);
  protected readonly isSplit = computed(() => this.id() !== null && this.from() !== null);
  protected readonly isSaving = computed(() => this.maintenance().submitting());
  protected readonly isCreationTold = computed(() => this.notices.notices()?.created ?? false);
  protected readonly isScheduleValid = computed(() =>
    (['date', 'time', 'zone', 'hours', 'minutes', 'rrule'] as const).every((member) => this.maintenance[member]().valid()),
  );
  protected readonly preview = computed(() => (this.isScheduleValid() ? toPreview(this.draft(), this.id()) : null));
  protected readonly heading = computed(() => {
    if (this.isNew()) return 'New maintenance';
    const title = this.base().title;
    return this.isSplit() ? `This and following: ${title}` : title;
  });
  protected readonly lead = computed(() => {
    if (this.isNew()) return 'Say when and on what you work; people are told in advance.';
    if (!this.isSplit() || !this.isReady()) return null;
    return 'The series so far ends before this event; from here on it is a maintenance of its own.';
  });
  protected readonly saveWords = computed(() => (this.isNew() ? 'Schedule maintenance' : this.isSplit() ? 'Save from here on' : 'Save'));

  constructor() {
    effect(() => {
      const [id, from, copy] = [this.id(), this.from(), this.copy()];
      untracked(() => void this.load(id, from, copy));
    });
    effect(() => {
      const isWorthAsking = this.isReady() && this.isDirty() && this.maintenance().valid();
      this.dryRun.request.set(isWorthAsking ? requestOf(this.storing()) : null);
    });
  }

  protected async load(id: number | null, from: number | null, copy: number | null): Promise<void> {
    this.loadProblem.set(null);
    const fresh = newDraft(this.clock.now());
    try {
      if (id !== null) {
        const [stored, draft] = await this.read(id, from);
        this.version.set(stored.version);
        this.accept(draft);
      } else if (copy !== null) {
        const stored = toDraft(await this.store.load(copy));
        this.accept(fresh);
        // A series keeps its time of day and its phase; what took place once takes place anew.
        const { date, time } = stored.repeats ? stored : fresh;
        this.draft.set({ ...stored, date, time, zone: stored.repeats ? stored.zone : fresh.zone, isActive: true });
      } else {
        this.accept(fresh);
        const takenBack = (history.state as { takenBack?: MaintenanceDraft } | null)?.takenBack;
        if (takenBack !== undefined) this.draft.set(takenBack);
      }
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** @returns true when everything is stored. */
  async save(): Promise<boolean> {
    return (await this.saved()) !== null;
  }

  protected async saveAndGo(): Promise<void> {
    const id = await this.saved();
    if (id !== null) await this.router.navigate(['/manage/maintenances', id]);
  }

  protected discard(): void {
    this.maintenance().reset(this.base());
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

  private accept(draft: MaintenanceDraft): void {
    this.base.set(draft);
    this.maintenance().reset(draft);
    this.isReady.set(true);
  }

  /** @param from event that the draft begins with, null = the maintenance's own start */
  private async read(id: number, from: number | null): Promise<[MaintenanceState, MaintenanceDraft]> {
    const [stored, event] = await Promise.all([this.store.load(id), from === null ? undefined : this.store.loadEvent(id, from)]);
    return [stored, toDraft(stored, event?.start_date_time)];
  }

  /** @returns the id of what was stored, null when it was not. */
  private async saved(): Promise<number | null> {
    this.problem.set(null);
    let id: number | null = null;
    await submit(this.maintenance, {
      action: async () => {
        try {
          id = await this.send();
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
    this.wasTried.set(id === null);
    return id;
  }

  private storing(): Storing {
    const [id, eventId] = [this.id(), this.from()];
    if (id === null) return { kind: 'create', body: toCreate(this.draft()) };
    const body = toPatch(this.base(), this.draft());
    const version = this.version();
    return eventId === null ? { kind: 'update', id, version, body } : { kind: 'split', id, version, eventId, body };
  }

  /** @returns null when the person closed the question about a conflict. */
  private async send(): Promise<number | null> {
    const storing = this.storing();
    try {
      const maintenance = await this.store.store(storing);
      const draft = this.draft();
      this.accept(draft);
      const words = storing.kind === 'create' ? `Scheduled ${maintenance.title}` : `Saved ${maintenance.title}`;
      const undone = storing.kind === 'create' ? () => this.takeUpAgain(draft) : null;
      if (!this.holds.note(maintenance.response, words, undone)) this.toasts.say(words);
      return maintenance.id;
    } catch (error) {
      if (storing.kind === 'create' || !(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      return (await this.mergeWithStored(storing.id)) ? this.send() : null;
    }
  }

  /** What was taken back is in the form again. */
  private takeUpAgain(takenBack: MaintenanceDraft): void {
    this.store.changed();
    void this.router.navigate(['/manage/maintenances/new'], { state: { takenBack } });
  }

  /** Somebody else stored this maintenance meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(id: number): Promise<boolean> {
    const [stored, theirs] = await this.read(id, this.from());
    const { merged, conflicts } = mergeFields(this.base(), this.draft(), theirs);
    let resolved = merged;
    if (conflicts.length > 0) {
      const data: ConflictQuestion = { conflicts, changedAt: stored.updated_at, of: { what: 'maintenance', words: FIELD_WORDS } };
      const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<keyof MaintenanceDraft>>(ConflictDialog, {
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
      const fieldTree = fieldOfWireName(this.maintenance, field);
      return fieldTree ? [{ kind: 'server', message, fieldTree }] : [];
    });
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
