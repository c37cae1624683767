import { HttpErrorResponse } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { form, submit, type ValidationError } from '@angular/forms/signals';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { SettingChanges, SiteSetting } from '../api/site-settings.js';
import { mergeFields } from '../platform/merge-fields.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { SessionStore } from '../session/session-store.js';
import { SettingsConflictDialog, type SettingsConflict } from './settings-conflict-dialog.js';
import type { SiteDraft, SiteKey } from './site-draft.js';
import { changedKeys, fieldOfWireName, keysOf, toChanges, toDraft, toStandard, toUndo } from './site-patch.js';
import { siteRules } from './site-rules.js';
import { SiteSettingsStore, type VersionedSettings } from './site-settings-store.js';

const NOTHING = toDraft([]);

/** A fault in a text of many lines. */
export interface LineError extends ValidationError.WithOptionalFieldTree {
  /** From 1. */
  line?: number;
}

/** Asked before a save; false keeps everything as it is. */
export type BeforeSave = (draft: SiteDraft, changed: readonly SiteKey[]) => Promise<boolean>;

/** The settings on a screen: what is stored, what was changed of it, and the ways to save, discard and take back. */
@Service()
export class SiteEditor {
  private readonly store = inject(SiteSettingsStore);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  readonly canWrite = inject(SessionStore).can('settings.write');

  private readonly stored = signal<readonly SiteSetting[]>([]);
  private readonly base = signal(NOTHING);
  private readonly standard = signal(NOTHING);
  private etag: string | null = null;
  readonly draft = signal<SiteDraft>(NOTHING);
  readonly site = form(this.draft, siteRules(this.canWrite));
  readonly isReady = signal(false);
  readonly loadProblem = signal<Problem | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Save was tried, so that every error is shown and listed. */
  readonly wasTried = signal(false);
  /** Looks at what is about to be saved. */
  beforeSave: BeforeSave | null = null;

  readonly changed = computed(() => changedKeys(this.base(), this.draft()));
  readonly isDirty = computed(() => this.changed().length > 0);
  readonly isSaving = computed(() => this.site().submitting());
  /** Keys that are not as a new site has them. */
  readonly ownKeys = computed(() => new Set(changedKeys(this.standard(), this.draft())));
  /** What saving would send; null while some of it cannot be sent. */
  readonly changes = computed<SettingChanges | null>(() => {
    try {
      return toChanges(this.base(), this.draft(), this.standard());
    } catch {
      return null;
    }
  });

  async load(): Promise<void> {
    this.loadProblem.set(null);
    try {
      this.accept(await this.store.load());
      this.isReady.set(true);
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  /** @returns true when everything is stored. */
  async save(): Promise<boolean> {
    this.problem.set(null);
    let isSaved = false;
    await submit(this.site, {
      action: async () => {
        try {
          isSaved = await this.send();
          return undefined;
        } catch (error) {
          return this.refused(error);
        }
      },
    });
    this.wasTried.set(!isSaved && this.site().invalid());
    return isSaved;
  }

  discard(): void {
    this.site().reset(this.base());
    this.wasTried.set(false);
    this.problem.set(null);
  }

  /** Puts the default of a key into the form. */
  resetKey(key: SiteKey): void {
    this.draft.update((draft) => ({ ...draft, [key]: structuredClone(this.standard()[key]) }));
  }

  private accept({ settings, etag }: VersionedSettings): void {
    this.stored.set(settings);
    this.etag = etag;
    this.standard.set(toStandard(settings));
    this.base.set(toDraft(settings));
    this.site().reset(this.base());
    this.wasTried.set(false);
  }

  /** @returns false when the person thought better of it */
  private async send(): Promise<boolean> {
    const changed = this.changed();
    if (this.beforeSave !== null && !(await this.beforeSave(this.draft(), changed))) return false;
    const before = this.stored();
    const changes = toChanges(this.base(), this.draft(), this.standard());
    try {
      this.accept(await this.store.change(changes, this.etag));
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      return (await this.mergeWithStored()) ? this.send() : false;
    }
    const etag = this.etag;
    this.toasts.sayWithUndo('Saved. The public pages show it now.', () => void this.undo(toUndo(before, keysOf(changes)), etag));
    return true;
  }

  /** @param etag of what was saved: what somebody stored since is not overwritten */
  private async undo(changes: SettingChanges, etag: string | null): Promise<void> {
    try {
      // What was typed since stays.
      const typed = { base: this.base(), draft: this.draft() };
      this.accept(await this.store.change(changes, etag));
      const { merged } = mergeFields(typed.base, typed.draft, this.base());
      this.draft.set(merged);
      this.toasts.say('Taken back.');
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  /** Somebody else stored settings meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(): Promise<boolean> {
    const theirs = await this.store.load();
    const stored = toDraft(theirs.settings);
    const { merged, conflicts } = mergeFields(this.base(), this.draft(), stored);
    const draft = { ...merged };
    if (conflicts.length > 0) {
      const dialog = this.dialog.open<SettingsConflictDialog, readonly SettingsConflict[], ReadonlySet<SiteKey>>(SettingsConflictDialog, {
        width: '640px',
        data: conflicts as readonly SettingsConflict[],
      });
      const takeTheirs = await firstValueFrom(dialog.afterClosed());
      if (!takeTheirs) return false;
      Object.assign(draft, Object.fromEntries([...takeTheirs].map((key) => [key, stored[key]])));
    }
    this.stored.set(theirs.settings);
    this.etag = theirs.etag;
    this.base.set(stored);
    this.draft.set(draft);
    return true;
  }

  /** Puts the server's refusals on their fields; what belongs to none stands above the form. */
  private refused(error: unknown): LineError[] {
    const problem = toProblem(error);
    const onFields = problem.fields.flatMap(({ field, message, line }): LineError[] => {
      const fieldTree = fieldOfWireName(this.site, field);
      return fieldTree ? [{ kind: 'server', message, fieldTree, ...(line === undefined ? {} : { line }) }] : [];
    });
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
    return onFields;
  }
}
