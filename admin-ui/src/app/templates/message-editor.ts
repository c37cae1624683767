import { Component, computed, debounced, effect, inject, input, linkedSignal, resource, signal, untracked, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatOptgroup, MatOption, MatSelect } from '@angular/material/select';
import { MatTab, MatTabGroup } from '@angular/material/tabs';
import { MatTooltip } from '@angular/material/tooltip';
import { Router } from '@angular/router';
import { factsOf, isLocale, LOCALES } from '@clarion/i18n';
import { firstValueFrom } from 'rxjs';
import type { PreviewBody, RenderedMessage, TemplatePreviewResponse, TemplateProblem, TemplateWords } from '../api/message-templates.js';
import { toProblem } from '../platform/problem.js';
import type { HoldsUnsavedWork } from '../platform/unsaved.js';
import { SessionStore } from '../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { CodeField } from './code-field.js';
import { MessagePreview } from './message-preview.js';
import { MessageStore } from './message-store.js';
import { PreviewSubjects } from './preview-subjects.js';
import { isTemplateId, languageName, PART_WORDS, SUBJECTS, TEMPLATE_NAMES } from './template-names.js';
import { TestSend } from './test-send.js';

const TYPING_PAUSE_MS = 400;
const SAMPLES = 'samples';

/** The words of one message in one language, beside what its readers get. @see ux C3(6) */
@Component({
  selector: 'app-message-editor',
  imports: [
    CodeField,
    Icon,
    MatButton,
    MatFormField,
    MatIconButton,
    MatLabel,
    MatOptgroup,
    MatOption,
    MatProgressBar,
    MatSelect,
    MatTab,
    MatTabGroup,
    MatTooltip,
    MessagePreview,
    PageHeader,
    ProblemPanel,
    TestSend,
  ],
  providers: [MessageStore],
  templateUrl: './message-editor.html',
  styleUrls: ['../ui/form-frame.scss', './message-editor.scss'],
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class MessageEditor implements HoldsUnsavedWork {
  readonly id = input.required<string>();
  /** Language of the words; absent = for every language without words of its own. */
  readonly lang = input<string | undefined>();
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly subjects = inject(PreviewSubjects);
  protected readonly store = inject(MessageStore);
  protected readonly canWrite = inject(SessionStore).can('email_templates.write');
  private readonly part = viewChild<CodeField>('part');
  private readonly subject = viewChild<CodeField>('subject');
  protected readonly partWords = PART_WORDS;

  protected readonly locale = computed(() => {
    const lang = this.lang();
    return lang !== undefined && isLocale(lang) ? lang : null;
  });
  protected readonly names = computed(() => {
    const id = this.id();
    return isTemplateId(id) ? TEMPLATE_NAMES[id] : { name: 'Template', when: '' };
  });
  protected readonly isMail = computed(() => this.store.stored()?.kind === 'mail');
  /** Language of the readers. */
  protected readonly writtenIn = computed(() => this.locale() ?? this.store.stored()?.written_in ?? 'en');
  /** Language that the words on the screen are written in: before anybody has written some, they may be those of another. */
  protected readonly wordsIn = computed(() => {
    const stored = this.store.stored();
    return stored === null || stored.is_own || this.isDirty() ? this.writtenIn() : stored.written_in;
  });
  protected readonly direction = computed(() => factsOf(this.wordsIn()).direction);
  protected readonly languages = computed(() => {
    const own = new Set((this.store.stored()?.languages ?? []).map(({ locale }) => locale));
    return [null, ...Object.keys(LOCALES)].map((code) => ({ code, name: languageName(code), isOwn: own.has(code) }));
  });
  protected readonly variables = computed(() => this.store.stored()?.variables ?? []);
  protected readonly body = signal<'template_html_body' | 'template_text_body'>('template_html_body');
  /** Whose tags are inserted: the field that had the focus last. */
  private readonly isInSubject = signal(false);

  protected readonly about = signal(SAMPLES);
  private readonly kinds = computed(() => {
    const id = this.id();
    return isTemplateId(id) ? (SUBJECTS[id] ?? []) : [];
  });
  private readonly found = resource({
    params: () => this.kinds(),
    loader: async ({ params: kinds }) => ({
      incidents: kinds.includes('incident') ? await this.subjects.incidents() : [],
      maintenances: kinds.includes('maintenance') ? await this.subjects.maintenances() : [],
    }),
  });
  protected readonly choices = computed(() => {
    const { incidents, maintenances } = this.found.hasValue() ? this.found.value() : { incidents: [], maintenances: [] };
    return [
      { label: 'Incidents', subjects: incidents },
      { label: 'Maintenances', subjects: maintenances },
    ].filter(({ subjects }) => subjects.length > 0);
  });
  protected readonly previewBody = computed<PreviewBody>(() => {
    const subject = this.choices()
      .flatMap(({ subjects }) => subjects)
      .find(({ key }) => key === this.about());
    const { template_subject, ...draft } = this.store.draft();
    // An empty subject is told by its problem; the server takes none.
    return { ...draft, ...(template_subject.trim() === '' ? {} : { template_subject }), ...subject?.body };
  });
  private readonly asked = computed(
    () => (this.store.stored() === null ? null : { key: `${this.id()} ${this.locale() ?? ''}`, body: this.previewBody() }),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  private readonly settled = debounced(this.asked, TYPING_PAUSE_MS);
  protected readonly previewed = resource({
    params: () => this.settled.value() ?? undefined,
    loader: async ({ params: { key, body } }) => ({ key, ...(await this.store.preview(body)) }),
  });
  /** The newest answer; while another is on its way it stays. */
  private readonly newest = linkedSignal<
    (TemplatePreviewResponse & { key: string }) | undefined,
    (TemplatePreviewResponse & { key: string }) | null
  >({
    source: () => (this.previewed.hasValue() ? this.previewed.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value ?? null,
  });
  private readonly current = computed(() => {
    const newest = this.newest();
    return newest?.key === `${this.id()} ${this.locale() ?? ''}` ? newest : null;
  });
  /** The newest that could be drawn. */
  protected readonly rendered = linkedSignal<RenderedMessage | null | undefined, RenderedMessage | null>({
    source: () => (this.current() === null ? undefined : this.current()!.rendered),
    computation: (rendered, previous) => (rendered === undefined ? null : (rendered ?? previous?.value ?? null)),
  });
  protected readonly previewProblem = computed(() => {
    const error = this.previewed.error();
    return error && !this.previewed.isLoading() ? toProblem(error.cause ?? error) : null;
  });
  protected readonly problems = computed<readonly TemplateProblem[]>(() => {
    const found = this.current()?.problems ?? [];
    const refused = this.store.refusals().filter(({ message }) => !found.some((each) => each.message === message));
    return [...refused, ...found];
  });
  protected readonly subjectProblems = computed(() => this.of('template_subject'));
  protected readonly bodyProblems = computed(() => this.of(this.bodyField()));
  protected readonly bodyField = computed<'template_html_body' | 'template_text_body'>(() =>
    this.isMail() ? this.body() : 'template_text_body',
  );

  readonly isDirty = this.store.isDirty;

  constructor() {
    effect(() => {
      const [id, locale] = [this.id(), this.locale()];
      untracked(() => void this.store.load(id, locale));
    });
  }

  save(): Promise<boolean> {
    return this.store.save();
  }

  protected async choose(select: MatSelect, code: string | null): Promise<void> {
    const queryParams = { lang: code };
    const hasMoved = await this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
    // Who stayed with what is not saved stays with its language.
    if (hasMoved === false) select.writeValue(this.locale());
  }

  protected write(field: keyof TemplateWords, text: string): void {
    if (this.store.draft()[field] !== text) this.store.write({ [field]: text });
  }

  protected focused(isInSubject: boolean): void {
    this.isInSubject.set(isInSubject);
  }

  protected insert(name: string): void {
    (this.isInSubject() ? this.subject() : this.part())?.insert(name);
  }

  protected undo(isBack: boolean): void {
    const field = this.isInSubject() ? this.subject() : this.part();
    if (isBack) field?.undo();
    else field?.redo();
  }

  /** The words the site came with, to go on from; nothing is stored by it. */
  protected takeDefaults(): void {
    this.store.write(this.store.defaults());
  }

  protected async reset(): Promise<void> {
    const locale = this.locale();
    const data: Confirmation = {
      heading: `Take back the words for ${locale === null ? 'all languages' : languageName(locale)}?`,
      text:
        locale === null
          ? 'Every language without words of its own says what the site came with.'
          : 'Readers of this language get the words for all languages, or what the site came with.',
      action: 'Take back',
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    if (await firstValueFrom(dialog.afterClosed())) await this.store.reset();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isDirty() && !this.store.isSaving() && this.dialog.openDialogs.length === 0) void this.save();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  protected sampleOf({ description, sample }: { description: string; sample: string }): string {
    return sample === '' ? description : `${description}: ${sample.slice(0, 200)}`;
  }

  protected hasError(problems: readonly TemplateProblem[]): boolean {
    return problems.some(({ severity }) => severity === 'error');
  }

  private of(field: keyof TemplateWords): TemplateProblem[] {
    return this.problems().filter((problem) => problem.field === field);
  }
}
