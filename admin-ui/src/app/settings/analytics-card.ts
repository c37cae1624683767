import { Component, inject } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { PROVIDERS, type Requirement } from './providers.js';
import { SettingCard } from './setting-card.js';
import { KEY_WORDS } from './site-draft.js';
import { SiteEditor } from './site-editor.js';

interface Row {
  key: string;
  words: string;
  isEnabled: FieldTree<boolean>;
  requirements: readonly (Requirement & { field: FieldTree<string> })[];
}

/** Who is told of visits: nobody, unless it is chosen. */
@Component({
  selector: 'app-analytics-card',
  imports: [FieldErrors, FormField, Icon, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSlideToggle, SettingCard],
  template: `
    <app-setting-card name="analytics" lead="All off by default. A script is loaded on public pages alone, once they are at rest.">
      @for (row of rows; track row.key) {
        <div class="provider">
          <mat-slide-toggle [formField]="row.isEnabled">{{ row.words }}</mat-slide-toggle>
          @if (row.isEnabled().value() || isFilled(row)) {
            <div class="fields">
              @for (part of row.requirements; track part.label) {
                <mat-form-field class="half">
                  <mat-label
                    >{{ part.label }}<span class="visually-hidden"> of {{ row.words }}</span></mat-label
                  >
                  <input matInput autocomplete="off" spellcheck="false" [placeholder]="part.placeholder" [formField]="part.field" />
                  @if (!part.isRequired) {
                    <mat-hint>Optional.</mat-hint>
                  }
                  <mat-error><app-field-errors [field]="part.field()" /></mat-error>
                </mat-form-field>
              }
            </div>
          }
        </div>
      }
      @if (isAnyOn()) {
        <p class="note small">
          <app-icon name="warning" /><span
            >Visitors’ browsers tell these services that they were here. Many laws want their consent, or a word about it in your privacy
            notice.</span
          >
        </p>
      }
    </app-setting-card>
  `,
  styles: `
    .provider {
      padding-block: 10px;
      border-block-end: 1px solid var(--line);
    }
    .provider:last-of-type {
      border-block-end: 0;
    }
    .fields {
      margin-block: 14px 6px;
    }
    .note {
      margin-block-start: 12px;
    }
  `,
})
export class AnalyticsCard {
  private readonly site = inject(SiteEditor).site;
  protected readonly rows = PROVIDERS.map(({ key, requirements }): Row => {
    const provider = this.site[key];
    const fields = provider.requirements as FieldTree<Record<string, string>>;
    return {
      key,
      words: KEY_WORDS[key],
      isEnabled: provider.isEnabled,
      requirements: (requirements as readonly Requirement[]).flatMap((each) => {
        const field = fields[each.label];
        return field === undefined ? [] : [{ ...each, field }];
      }),
    };
  });

  protected isFilled({ requirements }: Row): boolean {
    return requirements.some(({ field }) => field().value() !== '');
  }

  protected isAnyOn(): boolean {
    return this.rows.some(({ isEnabled }) => isEnabled().value());
  }
}
