import {
  Component,
  computed,
  debounced,
  effect,
  inject,
  input,
  linkedSignal,
  numberAttribute,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { Router } from '@angular/router';
import type { AlertStatus, TriggerType } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { PreviewedText, Trigger, TriggerPresetsResponse, TriggerPreviewBody } from '../../api/triggers.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { SessionStore } from '../../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TRIGGER_TYPE_WORDS } from '../alert-words.js';
import { memberWords, urlHint } from './member-words.js';
import { QuietHoursField } from './quiet-hours.js';
import { SecretField } from './secret-field.js';
import { TriggerTestPanel } from './test-panel.js';
import { TextField } from './text-field.js';
import { TriggerActions } from './trigger-actions.js';
import {
  errorsOfTrigger,
  newSigningSecret,
  newTrigger,
  readMeta,
  toTriggerBody,
  toTriggerDraft,
  toTriggerPatch,
  triggerFieldOf,
  writeMeta,
  type TriggerDraft,
  type TriggerErrors,
} from './trigger-draft.js';

const TYPING_PAUSE_MS = 400;
const optionalId = (text: string | undefined): number | null => (text === undefined ? null : numberAttribute(text, 0));

/** Makes a trigger, or changes one. Its fields are those that the server says its type needs. */
@Component({
  selector: 'app-trigger-form',
  imports: [
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSlideToggle,
    PageHeader,
    ProblemPanel,
    QuietHoursField,
    SecretField,
    TextField,
    TriggerTestPanel,
  ],
  templateUrl: './trigger-form.html',
  styleUrls: ['../../ui/form-frame.scss', './trigger-form.scss'],
  host: { '(document:keydown)': 'onKey($event)', '(window:beforeunload)': 'beforeUnload($event)' },
})
export class TriggerForm implements HoldsUnsavedWork {
  /** Of the trigger to edit; absent = a new one. */
  readonly id = input(null, { transform: optionalId });
  private readonly actions = inject(TriggerActions);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  protected readonly canWrite = inject(SessionStore).can('triggers.write');
  protected readonly typeWords = TRIGGER_TYPE_WORDS;
  protected readonly memberWords = memberWords;

  protected readonly forms = signal<TriggerPresetsResponse | null>(null);
  protected readonly stored = signal<Trigger | null>(null);
  private readonly base = signal<TriggerDraft>(newTrigger('webhook'));
  protected readonly draft = signal<TriggerDraft>(this.base());
  protected readonly problem = signal<Problem | null>(null);
  protected readonly loadProblem = signal<Problem | null>(null);
  protected readonly isSaving = signal(false);
  private readonly wasTried = signal(false);
  protected readonly previewStatus = signal<AlertStatus>('TRIGGERED');

  readonly isDirty = computed(() => JSON.stringify(this.draft()) !== JSON.stringify(this.base()));
  protected readonly isNew = computed(() => this.id() === null);
  protected readonly shape = computed(() => this.forms()?.types.find(({ trigger_type }) => trigger_type === this.draft().type) ?? null);
  protected readonly presets = computed(() =>
    (this.forms()?.presets ?? []).filter(({ trigger_type }) => trigger_type === this.draft().type),
  );
  protected readonly keys = computed(() => (this.shape()?.members ?? []).filter(({ template }) => template === null));
  protected readonly texts = computed(() => (this.shape()?.members ?? []).filter(({ template }) => template !== null));
  protected readonly urlHint = computed(() => urlHint(this.draft().type, this.shape()?.url === 'optional'));
  /** What the server refused; a field that changes is judged anew. */
  private readonly refusals = linkedSignal<TriggerDraft, TriggerErrors>({ source: this.draft, computation: () => ({}) });
  protected readonly errors = computed<TriggerErrors>(() => {
    const shape = this.shape();
    return { ...this.refusals(), ...(this.wasTried() && shape ? errorsOfTrigger(shape, this.draft()) : {}) };
  });

  private readonly asked = computed<TriggerPreviewBody | null>(
    () => {
      const shape = this.shape();
      if (!shape || this.texts().length === 0) return null;
      return { trigger_type: shape.trigger_type, trigger_meta: writeMeta(shape, this.draft()), alert_status: this.previewStatus() };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  private readonly settled = debounced(this.asked, TYPING_PAUSE_MS);
  private readonly previewed = resource({
    params: () => this.settled.value() ?? undefined,
    loader: ({ params }) => this.actions.preview(params),
  });
  private readonly newest = linkedSignal<PreviewedText[] | undefined, PreviewedText[]>({
    source: () => (this.previewed.hasValue() ? this.previewed.value().texts : undefined),
    computation: (texts, previous) => texts ?? previous?.value ?? [],
  });
  protected readonly previewProblem = computed(() => {
    const error = this.previewed.error();
    return error && !this.previewed.isLoading() ? toProblem(error.cause ?? error) : null;
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.load(id));
    });
  }

  protected async load(id: number | null): Promise<void> {
    this.loadProblem.set(null);
    try {
      const [forms, trigger] = await Promise.all([this.forms() ?? this.actions.presets(), id === null ? null : this.actions.load(id)]);
      this.forms.set(forms);
      if (trigger) this.accept(trigger);
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  protected set(change: Partial<TriggerDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected setMember(name: string, value: string): void {
    this.draft.update((draft) => ({ ...draft, members: { ...draft.members, [name]: value } }));
  }

  protected setHeader(index: number, change: { key?: string; value?: string }): void {
    this.set({ headers: this.draft().headers.map((header, at) => (at === index ? { ...header, ...change } : header)) });
  }

  protected setSigning(index: number, value: string): void {
    this.set({ signing: this.draft().signing.map((secret, at) => (at === index ? value : secret)) });
  }

  protected addHeader(): void {
    this.set({ headers: [...this.draft().headers, { key: '', value: '' }] });
  }

  protected removeHeader(index: number): void {
    this.set({ headers: this.draft().headers.filter((_, at) => at !== index) });
  }

  protected addSigning(): void {
    this.set({ signing: [...this.draft().signing, newSigningSecret()] });
  }

  protected removeSigning(index: number): void {
    this.set({ signing: this.draft().signing.filter((_, at) => at !== index) });
  }

  /** Name and description stay: another type needs other fields. */
  protected setType(type: TriggerType): void {
    const { name, description, isActive } = this.draft();
    this.wasTried.set(false);
    this.draft.set({ ...newTrigger(type), name, description, isActive });
  }

  protected usePreset(id: string): void {
    const preset = this.presets().find((each) => each.id === id);
    const shape = this.shape();
    if (!preset || !shape) return;
    this.set({ ...readMeta(shape, preset.trigger_meta), name: this.draft().name || preset.name });
  }

  protected previewOf(name: string): PreviewedText | null {
    return this.newest().find(({ member }) => member === name) ?? null;
  }

  /** @returns true when everything is stored. */
  async save(): Promise<boolean> {
    const shape = this.shape();
    this.problem.set(null);
    this.wasTried.set(true);
    if (!shape || Object.keys(errorsOfTrigger(shape, this.draft())).length > 0) return false;
    this.isSaving.set(true);
    try {
      const stored = this.stored();
      const draft = this.draft();
      const trigger = stored
        ? await this.actions.update(stored, toTriggerPatch(shape, this.base(), draft))
        : await this.actions.create({ trigger_type: draft.type, ...toTriggerBody(shape, draft) });
      this.accept(trigger);
      this.toasts.say(`Saved ${trigger.name}`);
      return true;
    } catch (error) {
      this.refused(error);
      return false;
    } finally {
      this.isSaving.set(false);
    }
  }

  protected async saveAndStay(): Promise<void> {
    // A new one goes on as a stored one: now it can be tested.
    if ((await this.save()) && this.isNew()) await this.router.navigate(['/manage/alerts/triggers', this.stored()!.id]);
  }

  protected discard(): void {
    this.draft.set(this.base());
    this.wasTried.set(false);
    this.problem.set(null);
  }

  protected async delete(trigger: Trigger): Promise<void> {
    const count = trigger.alert_config_count;
    const data: Confirmation = {
      heading: `Delete ${trigger.name}?`,
      text:
        count === 0 ? 'No rule fires it.' : `${count === 1 ? 'A rule fires' : `${count} rules fire`} it, and will tell only the others.`,
      action: 'Delete trigger',
      isDangerous: true,
      typed: trigger.name,
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    if (!(await firstValueFrom(dialog.afterClosed()))) return;
    try {
      await this.actions.delete(trigger);
      this.toasts.say(`Deleted ${trigger.name}`);
      this.draft.set(this.base());
      await this.router.navigateByUrl('/manage/alerts/triggers');
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.isDirty() && !this.isSaving() && this.dialog.openDialogs.length === 0) void this.saveAndStay();
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  private accept(trigger: Trigger): void {
    const shape = this.forms()?.types.find(({ trigger_type }) => trigger_type === trigger.trigger_type);
    if (!shape) throw new Error(`The server does not say what ${trigger.trigger_type} needs`);
    const draft = toTriggerDraft(shape, trigger);
    this.stored.set(trigger);
    this.base.set(draft);
    this.draft.set(draft);
    this.wasTried.set(false);
  }

  /** Puts the server's refusals on their fields; what belongs to none stands above the form. */
  private refused(error: unknown): void {
    const problem = toProblem(error);
    const [shape, draft] = [this.shape(), this.draft()];
    const onFields = problem.fields.flatMap(({ field, message }) => {
      const name = shape && triggerFieldOf(shape, draft, field);
      return name ? [[name, message] as const] : [];
    });
    this.refusals.set(Object.fromEntries(onFields));
    if (onFields.length < problem.fields.length || onFields.length === 0) this.problem.set(problem);
  }
}
