import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { LOCALES, type Locale } from '@clarion/i18n';
import { firstValueFrom } from 'rxjs';
import type { SiteText, SiteTexts } from '../api/translations.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import type { HoldsUnsavedWork } from '../platform/unsaved.js';
import { SessionStore } from '../session/session-store.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { fieldsOf, withWords, writtenIn, type TextField } from './text-rows.js';

/** Fields shown at a time; the search finds the others. */
const SHOWN = 60;

type Texts = Readonly<Record<string, SiteText>>;

/** Every sentence of the public page in one language, and the owner's words in its place. */
@Component({
  selector: 'app-site-texts',
  imports: [MatButton, MatCheckbox, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, PageHeader, ProblemPanel],
  templateUrl: './site-texts.html',
  styles: `
    .tools,
    .texts {
      display: grid;
      gap: 8px 16px;
    }
    .tools {
      grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
      align-items: center;
    }
    .texts {
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
    }
  `,
  host: { '(window:beforeunload)': 'beforeUnload($event)' },
})
export class SiteTextsPage implements HoldsUnsavedWork {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  protected readonly canWrite = inject(SessionStore).can('settings.write');
  protected readonly languages = Object.entries(LOCALES).map(([code, { name }]) => ({ code: code as Locale, name }));

  protected readonly locale = signal<Locale>('en');
  protected readonly search = signal('');
  protected readonly onlyOwn = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly isSaving = signal(false);
  private etag: string | null = null;
  private readonly stored = signal<SiteTexts | null>(null);
  private readonly written = signal<Texts>({});

  protected readonly isLoaded = computed(() => this.stored()?.locale === this.locale());
  protected readonly direction = computed(() => LOCALES[this.locale()].direction);
  protected readonly hasChanges = computed(() => JSON.stringify(this.written()) !== JSON.stringify(this.stored()?.texts ?? {}));
  private readonly fields = computed(() => fieldsOf(this.stored()?.built_in ?? {}));
  private readonly found = computed(() => {
    const words = this.search().trim().toLowerCase();
    const written = this.written();
    return this.fields().filter((field) => {
      const own = writtenIn(written, field);
      if (this.onlyOwn() && own === '') return false;
      return [field.key, field.builtIn, own].some((text) => text.toLowerCase().includes(words));
    });
  });
  protected readonly rows = computed(() => this.found().slice(0, SHOWN));
  protected readonly more = computed(() => Math.max(0, this.found().length - SHOWN));

  constructor() {
    void this.load();
  }

  isDirty(): boolean {
    return this.hasChanges();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.hasChanges()) event.preventDefault();
  }

  protected text(field: TextField): string {
    return writtenIn(this.written(), field);
  }

  protected write(field: TextField, event: Event): void {
    const { value } = event.target as HTMLTextAreaElement;
    this.written.update((before) => withWords(before, this.stored()?.built_in ?? {}, field, value));
  }

  protected label({ key, form }: TextField): string {
    return form === null ? key : `${key}, form “${form}”`;
  }

  protected choose(locale: Locale): void {
    this.locale.set(locale);
    void this.load();
  }

  protected async load(): Promise<void> {
    this.problem.set(null);
    const locale = this.locale();
    try {
      const { body, headers } = await firstValueFrom(this.http.get<SiteTexts>(this.url(locale), { observe: 'response' }));
      if (body !== null && locale === this.locale()) this.take(body, headers.get('etag'));
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  async save(): Promise<boolean> {
    this.problem.set(null);
    this.isSaving.set(true);
    try {
      const headers: Record<string, string> = this.etag === null ? {} : { 'If-Match': this.etag };
      const body = { texts: this.written() };
      const answer = await firstValueFrom(this.http.put<SiteTexts>(this.url(this.locale()), body, { headers, observe: 'response' }));
      if (answer.body !== null) this.take(answer.body, answer.headers.get('etag'));
      this.toasts.say('Stored. The public page says it within seconds.');
      return true;
    } catch (error) {
      this.problem.set(toProblem(error));
      return false;
    } finally {
      this.isSaving.set(false);
    }
  }

  private take(texts: SiteTexts, etag: string | null): void {
    this.etag = etag;
    this.stored.set(texts);
    this.written.set(texts.texts);
  }

  private url(locale: Locale): string {
    return `/api/v4/site/texts/${locale}`;
  }
}
