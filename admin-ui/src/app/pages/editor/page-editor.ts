import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { APP_BASE } from '../../platform/app-base.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { PageDialogs } from '../page-dialogs.js';
import { HOME, pathWords, publicAddress } from '../page-words.js';
import { PagesStore } from '../pages-store.js';
import { changeLine } from './change-words.js';
import { ChangesDialog, type ChangesQuestion } from './changes-dialog.js';
import { ContentTab } from './content-tab.js';
import { DisplayTab } from './display-tab.js';
import { DomainTab } from './domain-tab.js';
import { EditorStore } from './editor-store.js';
import { MonitorsTab } from './monitors-tab.js';
import { PageMonitors } from './page-monitors.js';
import { PagePreview } from './page-preview.js';
import { readPreview, writePreview, type PreviewChoice } from './preview-choice.js';
import { SeoTab } from './seo-tab.js';
import { SiteValues } from './site-values.js';

const TABS = { content: 'Content', monitors: 'Monitors', display: 'Display', seo: 'SEO', domain: 'Domain' } as const;
type Tab = keyof typeof TABS;
const TAB_NAMES = Object.keys(TABS) as Tab[];

/** Edits a page in a draft that nobody else sees, beside a picture of what it will look like. @see ux C3(5) */
@Component({
  selector: 'app-page-editor',
  imports: [
    ContentTab,
    DisplayTab,
    DomainTab,
    Icon,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    MatTabLink,
    MatTabNav,
    MatTabNavPanel,
    MonitorsTab,
    PageHeader,
    PagePreview,
    ProblemPanel,
    RouterLink,
    SeoTab,
  ],
  providers: [EditorStore, PageMonitors, PagesStore, SiteValues],
  templateUrl: './page-editor.html',
  styleUrl: './page-editor.scss',
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class PageEditor implements HoldsUnsavedWork {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly base = inject(APP_BASE);
  private readonly dialogs = inject(PageDialogs);
  private readonly pages = inject(PagesStore);
  private readonly monitors = inject(PageMonitors);
  protected readonly store = inject(EditorStore);
  protected readonly translations = inject(TranslationDialogs);
  /** Path of the page, or `~home`. */
  readonly path = input.required<string>();
  protected readonly home = HOME;
  protected readonly tabs = TAB_NAMES.map((name) => ({ name, words: TABS[name] }));

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly tab = computed(() => TAB_NAMES.find((name) => name === this.params().get('tab')) ?? 'content');
  private readonly isPanelOpen = computed(() => this.params().get('panel') === 'changes' && this.store.stored() !== null);
  protected readonly choice = computed(() => readPreview(this.params()));
  protected readonly heading = computed(() => this.store.stored()?.content.page_title || pathWords(this.path()));
  protected readonly published = computed(() => this.pages.pages().find(({ page_path }) => page_path === this.store.path()) ?? null);
  protected readonly address = computed(() => publicAddress(this.store.path() || this.path(), this.base));
  protected readonly changeWords = computed(() => {
    const count = this.store.changes().length;
    return `${count} unpublished ${count === 1 ? 'change' : 'changes'}`;
  });
  protected readonly state = computed(() => {
    if (this.store.isSaving()) return 'Saving…';
    if (!this.store.isDirty()) return this.store.changes().length === 0 ? 'Everything is published' : 'Draft saved';
    return this.store.form().invalid() ? 'Not saved: something needs your attention' : this.store.problem() ? 'Not saved' : 'Saving…';
  });
  protected readonly faults = computed(() =>
    this.store
      .form()
      .errorSummary()
      .flatMap(({ message }) => message ?? []),
  );
  protected readonly canPublish = computed(
    () => (this.store.changes().length > 0 || this.store.isDirty()) && this.store.form().valid() && !this.store.isPublishing(),
  );

  constructor() {
    effect(() => {
      const path = this.path();
      untracked(() => {
        // After publishing under another path the address follows, and nothing has to be loaded.
        if (path !== this.store.path()) void this.load(path);
      });
    });
    effect(() => {
      const isAsked = this.isPanelOpen();
      untracked(() => {
        if (isAsked) void this.showChanges();
      });
    });
  }

  readonly isDirty = (): boolean => this.store.isDirty();

  /** @returns true when the draft is on the server */
  async save(): Promise<boolean> {
    if (this.store.stored() === null || !this.isDirty()) return true;
    if (this.store.form().invalid()) return false;
    return this.store.flush();
  }

  protected async load(path: string): Promise<void> {
    this.monitors.load(path);
    await this.store.load(path);
  }

  protected setChoice(choice: PreviewChoice): void {
    this.go(writePreview(choice));
  }

  protected openChanges(): void {
    this.go({ panel: 'changes' });
  }

  protected async publish(): Promise<void> {
    const before = this.store.path();
    let result = await this.store.publish();
    if (result === 'outdated') {
      const isSure = await this.ask({
        heading: 'The page was changed meanwhile',
        text: 'Somebody changed the page itself after these changes were begun. What publishing would make of it:',
        lines: this.lines(),
        action: 'Publish anyway',
      });
      if (!isSure) return;
      result = await this.store.publish(true);
    }
    if (typeof result === 'string') return;
    this.monitors.load(result.path);
    this.toasts.sayWithAction('Published', 'View live', () => window.open(this.address(), '_blank', 'noopener'));
    if (result.path !== before) {
      await this.router.navigate(['/manage/pages/edit', result.path], { queryParamsHandling: 'preserve', replaceUrl: true });
    }
  }

  protected async discard(): Promise<void> {
    const words = this.changeWords();
    const forgotten = await this.store.discard();
    if (forgotten) this.toasts.sayWithUndo(`Discarded ${words}`, () => this.store.draft.set(forgotten));
  }

  protected async duplicate(): Promise<void> {
    const copy = await this.dialogs.duplicate(this.named(), this.pages.paths());
    if (copy) await this.router.navigate(['/manage/pages/edit', copy.page_path]);
  }

  protected async delete(): Promise<void> {
    if (await this.dialogs.delete(this.named())) {
      // What was not saved of a page that is gone keeps nobody here.
      this.store.stored.set(null);
      await this.router.navigate(['/manage/pages']);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (!(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey || this.dialog.openDialogs.length > 0) return;
    if (event.key.toLowerCase() === 's') {
      event.preventDefault();
      void this.save();
    }
    if (event.key === 'Enter' && this.store.canWrite && this.canPublish()) {
      event.preventDefault();
      void this.publish();
    }
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private async showChanges(): Promise<void> {
    const text = 'Readers see none of this until it is published.';
    await this.ask({ heading: this.changeWords(), text, lines: this.lines(), action: null });
    this.go({ panel: null });
  }

  private named(): { id: number; page_path: string; page_title: string } {
    return {
      id: this.pages.pages().find(({ page_path }) => page_path === this.store.path())?.id ?? 0,
      page_path: this.store.path(),
      page_title: this.heading(),
    };
  }

  private lines(): ReturnType<typeof changeLine>[] {
    return this.store.changes().map((change) => changeLine(change, (tag) => this.monitors.nameOf(tag)));
  }

  private async ask(data: ChangesQuestion): Promise<boolean> {
    const dialog = this.dialog.open<ChangesDialog, ChangesQuestion, true>(ChangesDialog, { width: '760px', data });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }

  private go(queryParams: Record<string, unknown>): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
