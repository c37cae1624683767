import { HttpErrorResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { Page, PageState, TrashedPage } from '../api/pages.js';
import { Toasts } from '../platform/toasts.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { PageActions } from './page-actions.js';
import { HOME, pathWords } from './page-words.js';
import { PathDialog, type PathQuestion } from './path-dialog.js';

type Named = Pick<PageState, 'id' | 'page_path' | 'page_title'>;

/** The questions that stand before changes of pages as a whole. */
@Service()
export class PageDialogs {
  private readonly dialog = inject(MatDialog);
  private readonly actions = inject(PageActions);
  private readonly toasts = inject(Toasts);

  /** @returns true when it is in the trash */
  async delete(page: Named): Promise<boolean> {
    const data: Confirmation = {
      heading: `Delete ${page.page_title}?`,
      text: `Readers find nothing at ${pathWords(page.page_path)} from this moment on. Its monitors go on being checked. You can bring it back from the trash for seven days.`,
      action: 'Delete page',
      isDangerous: true,
      typed: `delete ${page.page_path}`,
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '480px', data });
    return (await firstValueFrom(dialog.afterClosed())) === true && this.actions.delete(page);
  }

  /** @param taken paths of all pages @returns the copy, or null */
  async duplicate(page: Named, taken: ReadonlySet<string>): Promise<Page | null> {
    const copy = await this.ask({
      heading: `Duplicate ${page.page_title}`,
      text: 'The copy takes texts, settings, sections and monitors as they are published. It is public at once.',
      action: 'Duplicate',
      title: `${page.page_title} (copy)`,
      path: freePath(page.page_path === HOME ? 'home' : page.page_path, taken),
      taken,
      run: ({ path, title }) => this.actions.duplicate(page.page_path, { page_path: path, page_title: title }),
    });
    if (copy) this.toasts.say(`Created ${copy.page_title}`);
    return copy;
  }

  /** Brings a page back, and asks for another path when its own is taken. @param taken paths of all pages */
  async restore(page: TrashedPage, taken: ReadonlySet<string>): Promise<void> {
    this.actions.failure.set(null);
    try {
      const restored = taken.has(page.page_path) ? await this.restoreElsewhere(page, taken) : await this.actions.restore(page);
      if (restored) this.toasts.say(`${restored.page_title} is back at ${pathWords(restored.page_path)}`);
    } catch (error) {
      const isTaken = error instanceof HttpErrorResponse && error.status === 400;
      if (isTaken) await this.restore(page, new Set([...taken, page.page_path]));
      else this.actions.failed(`${page.page_title} was not brought back.`, error, () => void this.restore(page, taken));
    }
  }

  private restoreElsewhere(page: TrashedPage, taken: ReadonlySet<string>): Promise<Page | null> {
    return this.ask({
      heading: `Bring ${page.page_title} back`,
      text: `Another page lies at ${pathWords(page.page_path)} by now. Choose a new path.`,
      action: 'Bring back',
      title: null,
      path: freePath(page.page_path, taken),
      taken,
      run: ({ path }) => this.actions.restore(page, path),
    });
  }

  private async ask(data: PathQuestion): Promise<Page | null> {
    const dialog = this.dialog.open<PathDialog, PathQuestion, Page>(PathDialog, { width: '480px', data });
    return (await firstValueFrom(dialog.afterClosed())) ?? null;
  }
}

/** `eu-copy`, or with the first number that nobody has. */
export function freePath(path: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const free = `${path}-copy${number === 1 ? '' : `-${number}`}`;
    if (!taken.has(free)) return free;
  }
}
