import { Location } from '@angular/common';
import { afterRenderEffect, Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, Scroll } from '@angular/router';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SettingsErrors } from './settings-errors.js';
import { SettingsSearch } from './settings-search.js';
import { SiteEditor } from './site-editor.js';

/** What every screen of settings has around its cards: Save and Discard, the errors, a search, links to the cards. */
@Component({
  selector: 'app-settings-frame',
  imports: [EmptyState, Icon, MatButton, MatFormField, MatInput, MatLabel, MatPrefix, PageHeader, ProblemPanel, SettingsErrors],
  templateUrl: './settings-frame.html',
  styleUrls: ['../ui/form-frame.scss', './settings-frame.scss'],
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class SettingsFrame {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();
  /** Something stands beside the cards. */
  readonly hasAside = input(false);
  protected readonly editor = inject(SiteEditor);
  protected readonly search = inject(SettingsSearch);
  private readonly dialog = inject(MatDialog);
  private readonly document = inject(DOCUMENT);
  private readonly location = inject(Location);
  /** The card that an address named, until it is shown. */
  private readonly wanted = signal<string | null>(null);
  protected readonly state = computed(() => {
    if (this.editor.isSaving()) return 'Saving…';
    const count = this.editor.changed().length;
    return count === 0 ? 'All changes saved' : count === 1 ? 'One setting changed' : `${count} settings changed`;
  });

  constructor() {
    void this.editor.load();
    // The router scrolls to the top first, and says so.
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => event instanceof Scroll && this.wanted.set(event.anchor));
    afterRenderEffect(() => {
      const anchor = this.wanted();
      if (anchor === null || !this.editor.isReady()) return;
      this.wanted.set(null);
      this.show(anchor);
    });
  }

  protected async save(): Promise<void> {
    await this.editor.save();
  }

  protected addressOf(anchor: string): string {
    return this.location.prepareExternalUrl(`${this.location.path()}#${anchor}`);
  }

  protected goTo(event: Event, anchor: string): void {
    event.preventDefault();
    this.location.replaceState(`${this.location.path()}#${anchor}`);
    this.show(anchor);
  }

  private show(anchor: string): void {
    const card = this.document.getElementById(anchor);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.editor.isDirty() && !this.editor.isSaving() && this.dialog.openDialogs.length === 0) void this.save();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.editor.isDirty()) event.preventDefault();
  }
}
