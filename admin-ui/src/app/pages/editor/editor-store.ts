import { HttpErrorResponse } from '@angular/common/http';
import { computed, effect, inject, debounced, Service, signal, untracked } from '@angular/core';
import { form } from '@angular/forms/signals';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { PageContent, PageDraft } from '../../api/pages.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { type Problem, toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { PageActions } from '../page-actions.js';
import { PagesStore } from '../pages-store.js';
import { DraftApi, type VersionedDraft } from './draft-api.js';
import { EMPTY_DRAFT, editorRules, toContent, toDraft, type EditorDraft } from './editor-draft.js';
import { mergeContent, PART_WORDS, type PartName } from './merge-content.js';

const SAVE_PAUSE_MS = 400;
const isStatus = (error: unknown, status: number): boolean => error instanceof HttpErrorResponse && error.status === status;

/** What became of an attempt to publish. */
export type Published = { path: string } | 'outdated' | 'failed';

/** One page while it is edited. What is typed goes to the server by itself, as a draft that nobody else sees, until it is published. */
@Service({ autoProvided: false })
export class EditorStore {
  private readonly api = inject(DraftApi);
  private readonly actions = inject(PageActions);
  private readonly dialog = inject(MatDialog);
  private readonly pages = inject(PagesStore);
  readonly canWrite = inject(SessionStore).can('pages.write');

  /** Path under which the page is published. */
  readonly path = signal('');
  readonly draft = signal<EditorDraft>(EMPTY_DRAFT);
  /** What no other page may have. */
  private readonly taken = computed(() => new Set([...this.pages.paths()].filter((path) => path !== this.path())));
  readonly form = form(this.draft, (path) => editorRules(path, this.taken, this.canWrite));
  /** As the server has it; null = not loaded. */
  readonly stored = signal<PageDraft | null>(null);
  /** Grows whenever the server has something else than before: time to look at the preview anew. */
  readonly revision = signal(0);
  readonly loadProblem = signal<Problem | null>(null);
  /** Why the draft is not on the server. */
  readonly problem = signal<Problem | null>(null);
  readonly isSaving = signal(false);
  readonly isPublishing = signal(false);

  /** What the server had when we last heard of it, as `toContent` writes it. */
  private readonly base = signal<PageContent>(toContent(EMPTY_DRAFT));
  private etag: string | null = null;
  private running: Promise<boolean> | null = null;
  private readonly content = computed(() => toContent(this.draft()));
  private readonly written = computed(() => JSON.stringify(this.content()));
  private readonly settled = debounced(this.written, SAVE_PAUSE_MS);

  /** Something is not on the server yet. */
  readonly isDirty = computed(() => this.canWrite && this.stored() !== null && this.written() !== JSON.stringify(this.base()));
  readonly changes = computed(() => this.stored()?.changes ?? []);

  constructor() {
    effect(() => {
      const isSettled = this.settled.value() === this.written();
      untracked(() => {
        if (isSettled && this.isDirty() && this.form().valid()) void this.flush();
      });
    });
  }

  async load(path: string): Promise<void> {
    this.path.set(path);
    this.stored.set(null);
    this.loadProblem.set(null);
    this.problem.set(null);
    try {
      this.accept(await this.api.load(path));
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** Sends what is not on the server yet. @returns true when everything is */
  flush(): Promise<boolean> {
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** @param overwrite what was changed on the page after the draft was begun */
  async publish(overwrite = false): Promise<Published> {
    this.isPublishing.set(true);
    try {
      if (!(await this.flush())) return 'failed';
      const { page_path: path } = await this.api.publish(this.path(), this.etag, overwrite);
      this.path.set(path);
      this.accept(await this.api.load(path));
      this.actions.changed();
      return { path };
    } catch (error) {
      if (isStatus(error, 409)) return 'outdated';
      // Somebody changed draft or page between our last word and this one: the newest is shown before anything is published.
      if (isStatus(error, 412) && (await this.takeIn())) return this.isDirty() ? 'failed' : 'outdated';
      this.problem.set(toProblem(error));
      return 'failed';
    } finally {
      this.isPublishing.set(false);
    }
  }

  /** Forgets everything that is not published. @returns what was forgotten, or null when it was not */
  async discard(): Promise<EditorDraft | null> {
    const forgotten = this.draft();
    await this.running;
    this.problem.set(null);
    try {
      if (this.stored()?.is_stored) await this.api.discard(this.path(), this.etag);
      this.accept(await this.api.load(this.path()));
      this.actions.changed();
      return forgotten;
    } catch (error) {
      if (isStatus(error, 412)) await this.takeIn();
      else this.problem.set(toProblem(error));
      return null;
    }
  }

  /** Looks again at what the server has, and takes it in. */
  async refresh(): Promise<void> {
    await this.takeIn();
  }

  private async run(): Promise<boolean> {
    this.isSaving.set(true);
    try {
      while (this.isDirty()) {
        if (this.form().invalid()) return false;
        this.problem.set(null);
        if (!(await this.send())) return false;
      }
      return true;
    } finally {
      this.isSaving.set(false);
    }
  }

  private async send(): Promise<boolean> {
    const content = this.content();
    try {
      const { draft, etag } = await this.api.save(this.path(), content, this.etag);
      this.etag = etag;
      this.base.set(content);
      this.stored.set(draft);
      this.changed();
      return true;
    } catch (error) {
      if (isStatus(error, 412)) return this.takeIn();
      this.problem.set(toProblem(error));
      return false;
    }
  }

  /** Puts what the server has by now together with what is here, and asks where both were changed. @returns false when nobody answered */
  private async takeIn(): Promise<boolean> {
    try {
      const newest = await this.api.load(this.path());
      const theirs = toContent(toDraft(newest.draft.content, this.draft().sections));
      const { content, conflicts, withTheirs } = mergeContent(this.base(), this.content(), theirs);
      const chosen = conflicts.length === 0 ? content : await this.ask(conflicts, newest.draft, withTheirs);
      if (chosen === null) return false;
      this.etag = newest.etag;
      this.base.set(theirs);
      this.stored.set(newest.draft);
      this.draft.update(({ sections }) => toDraft(chosen, sections));
      this.changed();
      return true;
    } catch (error) {
      this.problem.set(toProblem(error));
      return false;
    }
  }

  private async ask(
    conflicts: ConflictQuestion['conflicts'],
    { updated_at }: PageDraft,
    withTheirs: (parts: ReadonlySet<PartName>) => PageContent,
  ): Promise<PageContent | null> {
    const data: ConflictQuestion = {
      conflicts,
      changedAt: updated_at ?? new Date().toISOString(),
      of: { what: 'page', words: PART_WORDS },
    };
    const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<PartName>>(ConflictDialog, { width: '640px', data });
    const takeTheirs = await firstValueFrom(dialog.afterClosed());
    return takeTheirs ? withTheirs(takeTheirs) : null;
  }

  private accept({ draft, etag }: VersionedDraft): void {
    this.etag = etag;
    const edited = toDraft(draft.content);
    this.base.set(toContent(edited));
    this.form().reset(edited);
    this.stored.set(draft);
    this.changed();
  }

  private changed(): void {
    this.revision.update((count) => count + 1);
  }
}
