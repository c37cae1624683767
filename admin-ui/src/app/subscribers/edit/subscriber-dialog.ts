import { httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { email, form, FormField, FormRoot, required, type ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { canonicalLocale, factsOf, LOCALES } from '@clarion/i18n';
import type { SiteValue } from '../../api/site.js';
import type { Scope, Subscriber } from '../../api/subscribers.js';
import type { SiteLanguages } from '../../api/translations.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { serverErrors } from '../../platform/server-errors.js';
import { Toasts } from '../../platform/toasts.js';
import { SessionStore } from '../../session/session-store.js';
import { FieldErrors } from '../../ui/field-errors.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { ScopeNamesStore } from '../scope-names-store.js';
import { SubscriberActions } from '../subscriber-actions.js';
import { ScopePicker } from './scope-picker.js';

/** A language of the site; mails are written in it too. */
const AS_SITE = '';

interface SubscriberDraft {
  email: string;
  incidents: boolean;
  maintenances: boolean;
  scopes: readonly Scope[];
  /** {@link AS_SITE} or BCP 47. */
  locale: string;
}

/** Adds a subscriber, or changes what one hears about and in which language; its data is that one, or null. Closes once it is stored. */
@Component({
  selector: 'app-subscriber-dialog',
  imports: [
    FieldErrors,
    FormField,
    FormRoot,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSlideToggle,
    ProblemPanel,
    ScopePicker,
  ],
  providers: [MonitorNames, ScopeNamesStore],
  templateUrl: './subscriber-dialog.html',
})
export class SubscriberDialog {
  protected readonly stored = inject<Subscriber | null>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<SubscriberDialog>>(MatDialogRef);
  private readonly actions = inject(SubscriberActions);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  protected readonly problem = signal<Problem | null>(null);
  private readonly site = httpResource<SiteValue>(() => (this.session.can('settings.read') ? '/api/v4/site/i18n' : undefined));
  /** Those that visitors may choose, where that may be known; the one that is stored is always among them. */
  protected readonly languages = computed(() => {
    const offered = this.site.hasValue()
      ? (this.site.value().value as SiteLanguages).locales.filter(({ selected, disabled }) => selected && !disabled).map(({ code }) => code)
      : Object.keys(LOCALES);
    const codes = new Set([...offered, ...(this.stored?.locale ? [this.stored.locale] : [])].map(canonicalLocale));
    return [...codes].map((code) => ({ code, name: factsOf(code).name }));
  });
  private readonly draft = signal<SubscriberDraft>({
    email: this.stored?.address ?? '',
    incidents: this.stored?.incidents ?? true,
    maintenances: this.stored?.maintenances ?? true,
    scopes: this.stored?.scopes ?? [],
    locale: this.stored?.locale ? canonicalLocale(this.stored.locale) : AS_SITE,
  });
  protected readonly subscriber = form(
    this.draft,
    (path) => {
      if (this.stored !== null) return;
      required(path.email, { message: 'Enter an e-mail address.' });
      email(path.email, { message: 'This does not look like an e-mail address.' });
    },
    { submission: { action: async () => this.save() } },
  );

  private async save(): Promise<ValidationError.WithOptionalFieldTree[]> {
    this.problem.set(null);
    const { email: address, incidents, maintenances, scopes, locale } = this.draft();
    const choices = { scopes, locale: locale === AS_SITE ? null : locale };
    try {
      if (this.stored === null) {
        const added = await this.actions.add({ email: address.trim(), incidents, maintenances, ...choices });
        this.toasts.say(`Added ${added.address}`);
      } else {
        await this.actions.change(this.stored, choices);
        this.toasts.say(`Stored what ${this.stored.address} hears about`);
      }
      this.reference.close();
      return [];
    } catch (error) {
      const problem = toProblem(error);
      const { email: field, locale: language } = this.subscriber;
      const onFields = serverErrors(problem, { email: field, locale: language });
      if (onFields.length === 0) this.problem.set(problem);
      return onFields;
    }
  }
}
