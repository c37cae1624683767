import { HttpClient, HttpErrorResponse, type HttpResponse } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type {
  MailTest,
  MessageTemplate,
  MessageTemplateResponse,
  PreviewBody,
  TemplatePreviewResponse,
  TemplateProblem,
  TemplateWords,
} from '../api/message-templates.js';
import { ConflictDialog, type ConflictQuestion } from '../ui/conflict-dialog.js';
import { changedFields, mergeFields } from '../platform/merge-fields.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { PART_WORDS } from './template-names.js';

const EMPTY: TemplateWords = { template_subject: '', template_html_body: '', template_text_body: '' };
const wordsOf = ({ template_subject, template_html_body, template_text_body }: TemplateWords): TemplateWords => ({
  ...{ template_subject, template_html_body, template_text_body },
});
const isStatus = (error: unknown, status: number): boolean => error instanceof HttpErrorResponse && error.status === status;

/** One message in one language while somebody writes it. */
@Service({ autoProvided: false })
export class MessageStore {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private url = '';
  private params: Readonly<Record<string, string>> = {};
  private etag: string | null = null;
  private readonly base = signal<TemplateWords>(EMPTY);

  /** As the server has it; null = not loaded. */
  readonly stored = signal<MessageTemplate | null>(null);
  readonly defaults = signal<TemplateWords>(EMPTY);
  readonly draft = signal<TemplateWords>(EMPTY);
  readonly loadProblem = signal<Problem | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Where the server found the words wanting that it did not store. */
  readonly refusals = signal<readonly TemplateProblem[]>([]);
  readonly isSaving = signal(false);
  readonly isDirty = computed(() => this.stored() !== null && Object.keys(changedFields(this.base(), this.draft())).length > 0);
  readonly isDefault = computed(() => Object.keys(changedFields(this.defaults(), this.draft())).length === 0);

  /** @param locale null = for every language without words of its own */
  async load(id: string, locale: string | null): Promise<void> {
    this.url = `/api/v4/email-templates/${encodeURIComponent(id)}`;
    this.params = locale === null ? {} : { locale };
    this.stored.set(null);
    await this.reload();
  }

  async reload(): Promise<void> {
    this.loadProblem.set(null);
    this.problem.set(null);
    const { url, params } = this;
    try {
      const answer = await this.read();
      if (url === this.url && params === this.params) this.accept(answer);
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  write(change: Partial<TemplateWords>): void {
    this.refusals.set([]);
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  discard(): void {
    this.write(this.base());
    this.problem.set(null);
  }

  /** @returns true when everything is stored */
  async save(): Promise<boolean> {
    this.problem.set(null);
    this.isSaving.set(true);
    try {
      const isStored = await this.send();
      if (isStored) this.toasts.say('Saved. The next message says it.');
      return isStored;
    } catch (error) {
      this.refused(toProblem(error));
      return false;
    } finally {
      this.isSaving.set(false);
    }
  }

  /** Takes back what was written for this language; for a while that can be undone. */
  async reset(): Promise<void> {
    this.problem.set(null);
    const before = wordsOf(this.base());
    try {
      this.accept(
        await firstValueFrom(this.http.post<MessageTemplateResponse>(`${this.url}/reset`, {}, { ...this.options(), observe: 'response' })),
      );
      this.toasts.sayWithUndo('Your words are taken back.', () => {
        this.write(before);
        void this.save();
      });
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  async preview(body: PreviewBody): Promise<TemplatePreviewResponse> {
    return firstValueFrom(this.http.post<TemplatePreviewResponse>(`${this.url}/preview`, body, { params: this.params }));
  }

  async test(body: PreviewBody & { to: string }): Promise<MailTest> {
    return (await firstValueFrom(this.http.post<{ test: MailTest }>(`${this.url}/test`, body, { params: this.params }))).test;
  }

  /** @returns false when the person closed the question about a conflict */
  private async send(): Promise<boolean> {
    try {
      this.accept(
        await firstValueFrom(this.http.patch<MessageTemplateResponse>(this.url, this.draft(), { ...this.options(), observe: 'response' })),
      );
      return true;
    } catch (error) {
      if (!isStatus(error, 412)) throw error;
      return (await this.mergeWithStored()) ? this.send() : false;
    }
  }

  /** Somebody else stored other words meanwhile: keeps what does not clash and asks about what does. */
  private async mergeWithStored(): Promise<boolean> {
    const answer = await this.read();
    const { email_template: stored } = answer.body!;
    const theirs = wordsOf(stored);
    const { merged, conflicts } = mergeFields(this.base(), this.draft(), theirs);
    let resolved = merged;
    if (conflicts.length > 0) {
      const data: ConflictQuestion = {
        conflicts,
        changedAt: stored.updated_at ?? new Date().toISOString(),
        of: { what: 'template', words: PART_WORDS },
      };
      const options = { width: '720px', data };
      const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<keyof TemplateWords>>(ConflictDialog, options);
      const takeTheirs = await firstValueFrom(dialog.afterClosed());
      if (!takeTheirs) return false;
      resolved = { ...merged, ...Object.fromEntries([...takeTheirs].map((field) => [field, theirs[field]])) };
    }
    this.accept(answer);
    this.draft.set(resolved);
    return true;
  }

  private async read(): Promise<HttpResponse<MessageTemplateResponse>> {
    return firstValueFrom(this.http.get<MessageTemplateResponse>(this.url, { params: this.params, observe: 'response' }));
  }

  private options() {
    const headers: Record<string, string> = this.etag === null ? {} : { 'If-Match': this.etag };
    return { params: this.params, headers };
  }

  private accept({ body, headers }: HttpResponse<MessageTemplateResponse>): void {
    if (body === null) throw new Error('The server answered without a template.');
    this.etag = headers.get('etag');
    this.stored.set(body.email_template);
    this.defaults.set(wordsOf(body.default_words));
    this.base.set(wordsOf(body.email_template));
    this.draft.set(wordsOf(body.email_template));
    this.refusals.set([]);
  }

  private refused(problem: Problem): void {
    const onParts = problem.fields.flatMap(({ field, message }) =>
      PART_WORDS.has(field)
        ? [{ field: field as TemplateProblem['field'], severity: 'error' as const, message, line: null, column: null }]
        : [],
    );
    this.refusals.set(onParts);
    if (onParts.length === 0) this.problem.set(problem);
  }
}
