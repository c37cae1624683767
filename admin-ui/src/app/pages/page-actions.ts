import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { NewPage, Page, PageResponse, PageState, TrashedPage } from '../api/pages.js';
import { type Problem, toProblem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';

export interface FailedChange {
  words: string;
  problem: Problem;
  retry: () => void;
}

export const pageUrl = (path: string): string => `/api/v4/pages/${encodeURIComponent(path)}`;
const ORDER = '/api/v4/site/pageOrderingSettings';

/** Changes of pages as a whole that any screen may start. What stands on a page is changed in its draft. */
@Service()
export class PageActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  readonly failure = signal<FailedChange | null>(null);

  /** @throws HttpErrorResponse */
  async create(page: NewPage): Promise<Page> {
    const answer = await firstValueFrom(this.http.post<PageResponse>('/api/v4/pages', page));
    this.changed();
    return answer.page;
  }

  /** Copies a page as it is published. @throws HttpErrorResponse */
  async duplicate(path: string, copy: Pick<NewPage, 'page_path' | 'page_title'>): Promise<Page> {
    const answer = await firstValueFrom(this.http.post<PageResponse>(`${pageUrl(path)}/duplicate`, copy));
    this.changed();
    return answer.page;
  }

  /** Into the trash, where it can be brought back from for seven days, and at once from the toast. */
  async delete(page: Pick<PageState, 'id' | 'page_path' | 'page_title'>): Promise<boolean> {
    this.failure.set(null);
    try {
      await firstValueFrom(this.http.delete(pageUrl(page.page_path)));
      this.changed();
      this.toasts.sayWithUndo(`Deleted ${page.page_title}`, () => void this.undelete(page));
      return true;
    } catch (error) {
      this.failed(`${page.page_title} was not deleted.`, error, () => void this.delete(page));
      return false;
    }
  }

  /** Brings a page back. @param path another one, when the old one is taken @throws HttpErrorResponse */
  async restore({ id }: Pick<TrashedPage, 'id'>, path?: string): Promise<Page> {
    const body = path === undefined ? {} : { page_path: path };
    const answer = await firstValueFrom(this.http.post<PageResponse>(`/api/v4/trash/pages/${id}/restore`, body));
    this.changed();
    return answer.page;
  }

  /** The order of the page switcher. @param order ids of all pages; null = by the time they were made */
  async setOrder(order: readonly number[] | null): Promise<void> {
    await firstValueFrom(this.http.patch(ORDER, { value: { enabled: order !== null, order: order ?? [] } }));
    this.changed();
  }

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  failed(words: string, error: unknown, retry: () => void): void {
    this.failure.set({ words, problem: toProblem(error), retry });
  }

  private async undelete(page: Pick<PageState, 'id' | 'page_title'>): Promise<void> {
    try {
      await this.restore(page);
      this.toasts.say(`${page.page_title} is back`);
    } catch (error) {
      this.failed(`${page.page_title} was not brought back.`, error, () => void this.undelete(page));
    }
  }
}
