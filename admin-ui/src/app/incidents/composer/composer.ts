import { httpResource } from '@angular/common/http';
import { Component, computed, DestroyRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { form, FormField, submit, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { HoldAnswer } from '../../api/holds.js';
import type { IncidentBody, IncidentTemplate, IncidentTemplatesResponse } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDateTime, fromLocalInput } from '../../platform/formats.js';
import { idempotencyKey } from '../../platform/idempotency-key.js';
import { LocalDrafts } from '../../platform/local-drafts.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { Holds } from '../../publishing/holds.js';
import { WhoHears } from '../../publishing/who-hears.js';
import { ChangePreviewPanel } from '../../ui/change-preview/change-preview.js';
import { DryRun } from '../../ui/change-preview/dry-run.js';
import { MomentField } from '../../ui/moment-field.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { DraftsStore } from '../drafts/drafts-store.js';
import { NotifySwitch } from '../fields/notify-switch.js';
import { IncidentActions } from '../incident-actions.js';
import {
  isBlank,
  isComposerDraft,
  NEW_INCIDENT,
  toComposerDraft,
  toDraftBody,
  toIncidentBody,
  withTemplate,
  type ComposerDraft,
} from './composer-draft.js';
import { composerErrors, composerRules } from './composer-rules.js';
import { ComposerSections } from './composer-sections.js';
import { ServerDraft } from './server-draft.js';
import { variableWords } from './variable-words.js';
import { fillVariables } from './variables.js';

const AUTOSAVE_MS = 5_000;
const KEPT_AS = 'new-incident';

/** Writes a new incident: from nothing, from a draft or from a template. What is typed is kept here at once and on the server every 5 s. */
@Component({
  selector: 'app-composer',
  imports: [ChangePreviewPanel, ComposerSections, FormField, MatButton, MomentField, NotifySwitch, PageHeader, ProblemPanel, WhoHears],
  providers: [DryRun, ServerDraft],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class Composer implements HoldsUnsavedWork {
  /** Id of a draft to go on with, of a template to start from; both from the address. */
  readonly draft = input<string>();
  readonly template = input<string>();
  private readonly actions = inject(IncidentActions);
  private readonly drafts = inject(DraftsStore);
  private readonly locals = inject(LocalDrafts);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  private readonly holds = inject(Holds);
  private readonly dryRun = inject(DryRun);
  protected readonly server = inject(ServerDraft);
  private readonly sections = viewChild(ComposerSections);

  private readonly model = signal<ComposerDraft>(NEW_INCIDENT);
  /** What is safe: stored, or nothing at all. */
  private readonly base = signal<ComposerDraft>(NEW_INCIDENT);
  protected readonly isReady = signal(false);
  protected readonly loadProblem = signal<Problem | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  /** Found in this browser, from another visit. */
  protected readonly kept = signal<{ value: ComposerDraft; words: string } | null>(null);
  /** What was sent last: the same text is the same attempt, even when its first answer was lost. */
  private attempt: { of: ComposerDraft; body: IncidentBody; key: string } | null = null;

  private readonly templateList = httpResource<IncidentTemplatesResponse>(() => '/api/v4/incident-templates');
  protected readonly templates = computed(() => (this.templateList.hasValue() ? this.templateList.value().templates : []));
  private readonly values = variableWords(this.model, (tag) => this.sections()?.nameOf(tag) ?? tag);
  protected readonly incident = form(this.model, (path) => composerRules(path, this.clock.now, this.values));

  readonly isDirty = computed(() => JSON.stringify(this.model()) !== JSON.stringify(this.base()) && !isBlank(this.model()));
  protected readonly isScheduled = computed(() => this.model().publishAt !== '' && !this.model().isHistorical);
  protected readonly isHistorical = computed(() => this.model().isHistorical);
  protected readonly isPublishing = computed(() => this.incident().submitting());
  protected readonly action = computed(() => {
    if (this.isHistorical()) return 'Add to history';
    if (this.isScheduled()) return 'Schedule';
    return this.model().notify && this.model().comment.trim() !== '' ? 'Publish and notify' : 'Publish without notifying';
  });
  /** Somebody can be told, so that it can be left too. */
  protected readonly canBeQuiet = computed(() => this.action() === 'Publish and notify');
  protected readonly quietReason = computed(() => {
    if (this.isHistorical()) return 'Nobody is told of what is over.';
    return this.model().comment.trim() === ''
      ? 'Without a message there is nothing to tell. The pages show the incident all the same.'
      : '';
  });
  protected readonly saveWords = computed(() => {
    if (this.server.isSaving()) return 'Saving draft…';
    if (this.server.problem()) return 'Draft not saved, kept in this browser';
    const at = this.server.savedAt();
    if (this.isDirty()) return 'Unsaved changes';
    return at === null ? '' : `Draft saved ${formatAgo(at, this.clock.now())}`;
  });

  constructor() {
    effect(() => {
      const id = this.draft();
      untracked(() => void this.load(id));
    });
    effect(() => {
      const model = this.model();
      untracked(() => {
        if (!this.isReady() || this.kept()) return;
        if (this.isDirty()) this.locals.keep(KEPT_AS, model);
      });
    });
    effect(() => {
      const id = Number(this.template());
      const found = this.isReady() ? this.templates().find((each) => each.id === id) : undefined;
      untracked(() => found && isBlank(this.model()) && this.model.update((model) => withTemplate(model, found)));
    });
    effect(() => {
      const body = toIncidentBody(this.model(), 0, this.fill());
      // A preview needs neither the title nor the minute that is not chosen yet.
      const start = fromLocalInput(this.model().start) ?? untracked(() => this.clock.now());
      delete body.next_update_at;
      this.dryRun.request.set(
        isBlank(this.model())
          ? null
          : { method: 'POST', url: '/api/v4/incidents', body: { ...body, title: body.title || '–', start_date_time: start } },
      );
    });
    const timer = setInterval(() => void this.autosave(), AUTOSAVE_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected async load(id: string | undefined): Promise<void> {
    if (id === undefined ? this.isReady() && this.server.id() === null : Number(id) === this.server.id()) return;
    this.loadProblem.set(null);
    try {
      if (id === undefined) {
        this.server.forget();
        this.begin(NEW_INCIDENT);
        this.offerKept();
      } else this.begin(toComposerDraft(await this.server.open(Number(id))));
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  protected restore(kept: ComposerDraft): void {
    this.kept.set(null);
    this.model.set(kept);
  }

  protected forgetKept(): void {
    this.kept.set(null);
    this.locals.drop(KEPT_AS);
  }

  protected applyTemplate(template: IncidentTemplate): void {
    const before = this.model();
    this.model.set(withTemplate(before, template));
    if (!isBlank(before)) this.toasts.sayWithUndo(`Filled in from “${template.name}”`, () => this.model.set(before));
  }

  /** Stores the draft. @returns true when everything is on the server */
  async save(): Promise<boolean> {
    const model = this.model();
    if (model.isHistorical) {
      // A draft has no end, so that a historical entry is kept where it is written.
      this.locals.keep(KEPT_AS, model);
      this.base.set(model);
      return true;
    }
    const isScheduled = this.server.isScheduled();
    if (!(await this.server.save(toDraftBody(model, isScheduled, isScheduled ? this.fill() : undefined)))) return false;
    this.base.set(model);
    this.locals.drop(KEPT_AS);
    const id = this.server.id();
    // A reload, or a copied address, goes on with the draft.
    if (id !== null && Number(this.draft()) !== id) {
      await this.router.navigate([], { queryParams: { draft: id, template: null }, replaceUrl: true });
    }
    return true;
  }

  protected async saveDraft(): Promise<void> {
    if (!(await this.save())) return;
    this.toasts.say(this.isHistorical() ? 'Kept in this browser until it is added' : 'Saved as a draft. Nobody sees it yet.');
  }

  protected async publish(): Promise<void> {
    this.problem.set(null);
    await submit(this.incident, {
      action: async () => {
        try {
          await this.server.settled();
          await (this.isScheduled() ? this.schedule() : this.open());
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
  }

  protected async publishQuietly(): Promise<void> {
    this.incident.notify().value.set(false);
    await this.publish();
  }

  /** Keeps this text over the one that somebody else stored, or as a draft of its own. */
  protected async keepMine(): Promise<void> {
    await this.settle(async () => {
      await this.server.overrule();
      await this.save();
    });
  }

  protected async takeTheirs(): Promise<void> {
    const id = this.server.id();
    if (id !== null) await this.settle(async () => this.begin(toComposerDraft(await this.server.open(id))));
  }

  protected onKey(event: KeyboardEvent): void {
    const isCommand = (event.metaKey || event.ctrlKey) && !event.altKey;
    if (!isCommand || !this.isReady() || this.dialog.openDialogs.length > 0) return;
    if (event.key.toLowerCase() === 's' && !event.shiftKey) {
      event.preventDefault();
      if (!isBlank(this.model())) void this.saveDraft();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!this.isPublishing()) void this.publish();
    }
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private begin(draft: ComposerDraft): void {
    this.base.set(draft);
    this.incident().reset(draft);
    this.isReady.set(true);
  }

  private offerKept(): void {
    const kept = this.locals.find(KEPT_AS, isComposerDraft);
    if (kept) this.kept.set({ value: kept.value, words: formatAgo(kept.savedAt, this.clock.now()) });
  }

  private async autosave(): Promise<void> {
    const isIdle = !this.isReady() || !this.isDirty() || this.isPublishing() || this.kept() !== null;
    if (isIdle || this.server.isScheduled() || this.server.isSaving() || this.server.isLost() || this.isHistorical()) return;
    await this.save();
  }

  private fill(): (text: string) => string {
    const values = this.values();
    return (text) => fillVariables(text, values);
  }

  private async schedule(): Promise<void> {
    const model = this.model();
    const isStored = await this.server.save(toDraftBody(model, true, this.fill()));
    if (!isStored) return;
    this.finish();
    this.toasts.say(`Will be published ${formatDateTime(fromLocalInput(model.publishAt) ?? 0)}`);
    await this.router.navigateByUrl('/manage/incidents/drafts');
  }

  private async open(): Promise<void> {
    const model = this.model();
    // Its hour may strike in this very moment: it is taken off the schedule first, or it would be published twice.
    if (this.server.isScheduled() && !(await this.server.save(toDraftBody(model, false)))) return;
    const { body, key } = this.attemptAt(model);
    const { id, title, response } = await this.actions.create(body, key);
    const draft = this.server.id();
    // It is published: a draft that could not be taken away is a nuisance and no failure.
    if (draft !== null) await this.drafts.delete(draft).catch(() => undefined);
    this.finish();
    const undone = ({ draft_id }: HoldAnswer): void => {
      this.actions.changed();
      void this.router.navigate(['/manage/incidents/new'], { queryParams: { draft: draft_id } });
    };
    if (!this.holds.note(response, `Published “${title}”`, undone)) this.toasts.say(`Published “${title}”`);
    await this.router.navigate(['/manage/incidents', id]);
  }

  private async settle(choice: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await choice();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  private finish(): void {
    this.base.set(this.model());
    this.locals.drop(KEPT_AS);
  }

  private attemptAt(model: ComposerDraft): { body: IncidentBody; key: string } {
    if (this.attempt?.of !== model) {
      const body = toIncidentBody(model, Math.floor(Date.now() / 1000), this.fill());
      this.attempt = { of: model, body, key: idempotencyKey() };
    }
    return this.attempt;
  }

  private refused(error: unknown): ValidationError.WithOptionalFieldTree[] {
    const problem = toProblem(error);
    const onFields = composerErrors(problem, this.incident);
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
