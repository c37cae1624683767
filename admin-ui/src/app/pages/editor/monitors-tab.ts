import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, inject, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Toasts } from '../../platform/toasts.js';
import { SessionStore } from '../../session/session-store.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { focusLater } from '../../monitors/form/fields/focus-later.js';
import { Icon } from '../../ui/icon.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { applyMove, type Move, type OrderedList } from '../../ui/reorder/moves.js';
import { Reorder } from '../../ui/reorder/reorder.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { AddMonitorsDialog, type AddMonitorsQuestion, type MonitorsToAdd } from './add-monitors-dialog.js';
import { listsOf, newKey, UNSECTIONED, withMonitors, withMove, withoutMonitor, withoutSection, type EditorDraft } from './editor-draft.js';
import { EditorStore } from './editor-store.js';
import { PageMonitors } from './page-monitors.js';

/** Sections by their keys, and the monitors in them, put into order. */
@Component({
  selector: 'app-monitors-tab',
  imports: [
    FieldErrors,
    FormField,
    Icon,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatTooltip,
    NgTemplateOutlet,
    Reorder,
    RouterLink,
    StatusMark,
  ],
  templateUrl: './monitors-tab.html',
  styleUrl: './monitors-tab.scss',
})
export class MonitorsTab {
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly store = inject(EditorStore);
  private readonly focusLater = focusLater();
  protected readonly monitors = inject(PageMonitors);
  protected readonly translations = inject(TranslationDialogs);
  protected readonly canWrite = this.store.canWrite;
  protected readonly canReadMonitors = inject(SessionStore).can('monitors.read');
  protected readonly form = this.store.form;
  protected readonly draft = this.store.draft;
  protected readonly lists = computed(() => listsOf(this.draft()));
  protected readonly count = computed(() => this.lists().reduce((sum, { items }) => sum + items.length, 0));
  protected readonly sectionList = computed<OrderedList>(() => ({
    id: 'sections',
    label: 'Sections',
    items: this.draft().sections.map(({ key }) => key),
  }));
  protected readonly unsectioned = UNSECTIONED;
  protected readonly nameOf = (tag: string): string => this.monitors.nameOf(tag);
  protected readonly nameOfSection = (key: string): string => this.draft().sections.find((section) => section.key === key)?.name ?? key;

  constructor() {
    effect(() => {
      const tags = this.lists().flatMap(({ items }) => items);
      untracked(() => void this.monitors.look(tags));
    });
  }

  protected listOf(key: string): OrderedList {
    return this.lists().find(({ id }) => id === key) ?? { id: key, label: '', items: [] };
  }

  protected move(move: Move): void {
    this.draft.update((draft) => withMove(draft, move));
  }

  protected moveSection(move: Move): void {
    const order = applyMove([this.sectionList()], move)[0]!.items;
    this.draft.update((draft) => ({
      ...draft,
      sections: draft.sections.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key)),
    }));
  }

  protected addSection(): void {
    const section = { key: newKey(), id: null, name: 'New section', description: '', open: 'always' as const, monitors: [] };
    this.draft.update((draft) => ({ ...draft, sections: [...draft.sections, section] }));
    this.focusLater((host) => {
      const name = [...host.querySelectorAll<HTMLInputElement>('.section-name')].at(-1);
      name?.select();
      return name;
    });
  }

  protected removeSection(key: string): void {
    this.withUndo(`Removed section ${this.nameOfSection(key)}`, (draft) => withoutSection(draft, key));
  }

  protected remove(tag: string): void {
    this.withUndo(`Took ${this.nameOf(tag)} off the page`, (draft) => withoutMonitor(draft, tag));
  }

  /** @param to key of a section, where nothing else is chosen */
  protected async add(to: string = this.lists().at(-1)!.id): Promise<void> {
    const question: AddMonitorsQuestion = { lists: this.lists(), to };
    const dialog = this.dialog.open<AddMonitorsDialog, AddMonitorsQuestion, MonitorsToAdd>(AddMonitorsDialog, {
      width: '640px',
      data: question,
    });
    const chosen = await firstValueFrom(dialog.afterClosed());
    if (!chosen) return;
    this.monitors.learn(chosen.monitors);
    this.draft.update((draft) =>
      withMonitors(
        draft,
        chosen.monitors.map(({ tag }) => tag),
        chosen.to,
      ),
    );
  }

  private withUndo(words: string, change: (draft: EditorDraft) => EditorDraft): void {
    const { unsectioned, sections } = this.draft();
    this.draft.update(change);
    // What was typed elsewhere meanwhile stays.
    this.toasts.sayWithUndo(words, () => this.draft.update((draft) => ({ ...draft, unsectioned, sections })));
  }
}
