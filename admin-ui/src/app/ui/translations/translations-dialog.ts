import { HttpClient, type HttpResponse } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatTab, MatTabGroup, MatTabLabel } from '@angular/material/tabs';
import { canonicalLocale, factsOf } from '@clarion/i18n';
import { firstValueFrom } from 'rxjs';
import type { SiteValue } from '../../api/site.js';
import type { SiteLanguages, TranslatedTexts, TranslatedType, Translations } from '../../api/translations.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { ProblemPanel } from '../problem-panel.js';

export interface TranslationsQuestion {
  type: TranslatedType;
  id: number;
  title: string;
}

/** What fields are called, and which of them may have several lines. */
const FIELDS: Readonly<Record<string, { label: string; rows: number }>> = {
  title: { label: 'Title', rows: 1 },
  name: { label: 'Name', rows: 1 },
  header: { label: 'Header', rows: 1 },
  subheader: { label: 'Introduction', rows: 3 },
  description: { label: 'Description', rows: 4 },
  comment: { label: 'Update', rows: 6 },
  message: { label: 'Message', rows: 3 },
  ctaText: { label: 'Words of the link', rows: 1 },
};

type Texts = Readonly<Record<string, string>>;

/** The texts of an object, one tab for each further language of the site. What stays empty shows what is stored. Closes with true once stored. */
@Component({
  selector: 'app-translations-dialog',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatTab,
    MatTabGroup,
    MatTabLabel,
    ProblemPanel,
  ],
  templateUrl: './translations-dialog.html',
  styles: `
    .fields {
      display: grid;
      gap: 4px;
      padding-block: 20px 4px;
    }
    .hint {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class TranslationsDialog {
  protected readonly question = inject<TranslationsQuestion>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<TranslationsDialog, true>>(MatDialogRef);
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private etag: string | null = null;

  protected readonly problem = signal<Problem | null>(null);
  protected readonly isSaving = signal(false);
  private readonly loaded = signal<Translations | null>(null);
  private readonly languages = signal<SiteLanguages | null>(null);
  private readonly written = signal<TranslatedTexts>({});

  protected readonly isLoaded = computed(() => this.loaded() !== null && this.languages() !== null);
  protected readonly usual = computed(() => factsOf(canonicalLocale(this.languages()?.defaultLocale ?? 'en')).name);
  /** Further languages a visitor may choose, and those that something is written in although nobody may any more. */
  protected readonly tabs = computed(() => {
    const { defaultLocale = 'en', locales = [] } = this.languages() ?? {};
    const offered = locales.filter(({ selected, disabled }) => selected && !disabled).map(({ code }) => canonicalLocale(code));
    const usual = canonicalLocale(defaultLocale);
    const codes = [...new Set([...offered, ...Object.keys(this.loaded()?.translations ?? {})])].filter((code) => code !== usual);
    return codes.map((code) => ({ code, name: factsOf(code).name, direction: factsOf(code).direction, missing: this.missing(code) }));
  });
  /** Fields that have something to translate. */
  protected readonly fields = computed(() =>
    Object.entries(this.loaded()?.source ?? {}).flatMap(([name, source]) =>
      source === null || source === '' ? [] : [{ name, source, ...(FIELDS[name] ?? { label: name, rows: 1 }) }],
    ),
  );

  constructor() {
    void this.load();
  }

  protected text(locale: string, field: string): string {
    return this.written()[locale]?.[field] ?? '';
  }

  protected write(locale: string, field: string, event: Event): void {
    const { value } = event.target as HTMLInputElement;
    this.written.update((before) => ({ ...before, [locale]: { ...before[locale], [field]: value } }));
  }

  protected async load(): Promise<void> {
    this.problem.set(null);
    try {
      const [stored, languages] = await Promise.all([
        firstValueFrom(this.http.get<Translations>(this.url, { observe: 'response' })),
        firstValueFrom(this.http.get<SiteValue>('/api/v4/site/i18n')),
      ]);
      this.take(stored);
      this.languages.set(languages.value as SiteLanguages);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected async save(): Promise<void> {
    this.problem.set(null);
    this.isSaving.set(true);
    try {
      const headers: Texts = this.etag === null ? {} : { 'If-Match': this.etag };
      await firstValueFrom(this.http.put(this.url, { translations: this.written() }, { headers }));
      this.toasts.say(`Stored the translations of “${this.question.title}”`);
      this.reference.close(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isSaving.set(false);
    }
  }

  private get url(): string {
    return `/api/v4/translations/${this.question.type}/${this.question.id}`;
  }

  private take({ body, headers }: HttpResponse<Translations>): void {
    if (body === null) throw new Error('The server answered without translations.');
    this.etag = headers.get('etag');
    this.loaded.set(body);
    this.written.set(body.translations);
  }

  private missing(code: string): number {
    return this.fields().filter(({ name }) => this.text(code, name).trim() === '').length;
  }
}
