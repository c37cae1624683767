import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { SitePreview } from '../settings/site-preview.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { MomentField } from '../ui/moment-field.js';
import { TranslationDialogs } from '../ui/translations/translations.js';

/** The notice on top of every public page. */
@Component({
  selector: 'app-announcement-card',
  imports: [
    ...[
      FieldErrors,
      FormField,
      Icon,
      MatButton,
      MatError,
      MatFormField,
      MatHint,
      MatInput,
      MatLabel,
      MatOption,
      MatSelect,
      MatSlideToggle,
      MatSuffix,
    ],
    ...[MomentField, SettingCard],
  ],
  template: `
    <app-setting-card name="announcement" lead="Stands on top of every public page while it has a title and a message.">
      <div class="fields">
        <mat-form-field class="two-thirds">
          <mat-label>Title</mat-label>
          <input matInput autocomplete="off" [formField]="it.title" />
          <mat-error><app-field-errors [field]="it.title()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="third">
          <mat-label>Kind</mat-label>
          <mat-select [formField]="it.type">
            <mat-option value="INFO">Information</mat-option>
            <mat-option value="WARNING">Warning</mat-option>
            <mat-option value="ERROR">Error</mat-option>
          </mat-select>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Message</mat-label>
          <textarea matInput rows="3" [formField]="it.message"></textarea>
          <mat-hint>Markdown. Any change shows it again to those who closed it.</mat-hint>
          <mat-error><app-field-errors [field]="it.message()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Words of the button</mat-label>
          <input matInput autocomplete="off" placeholder="Read more" [formField]="it.ctaText" />
          <mat-error><app-field-errors [field]="it.ctaText()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Address of the button</mat-label>
          <input matInput autocomplete="off" spellcheck="false" placeholder="https:// or /…" [formField]="it.ctaURL" />
          <mat-error><app-field-errors [field]="it.ctaURL()" /></mat-error>
        </mat-form-field>
        <mat-slide-toggle class="half" [formField]="it.cancellable">Visitors may close it</mat-slide-toggle>
        <mat-form-field class="half">
          <mat-label>Show it again after</mat-label>
          <input matInput type="number" [formField]="it.reshowAfterInHours" />
          <span matTextSuffix>hours</span>
          <mat-hint>Empty: once closed, it stays closed.</mat-hint>
          <mat-error><app-field-errors [field]="it.reshowAfterInHours()" /></mat-error>
        </mat-form-field>
        @if (editor.canWrite) {
          <app-moment-field class="half" label="From" hint="Empty: at once." [hasNow]="false" [formField]="it.startsAt" />
          <app-moment-field class="half" label="Until" hint="Empty: until you clear it." [hasNow]="false" [formField]="it.endsAt" />
        } @else if (times(); as words) {
          <p class="muted small">{{ words }}</p>
        }
      </div>
      @if (isShown()) {
        <div class="preview" role="group" aria-label="Preview of the announcement">
          <app-icon [name]="it.type().value() === 'INFO' ? 'info' : 'warning'" />
          <div>
            <strong>{{ it.title().value() }}</strong>
            <div class="prose" [innerHTML]="preview.preview()?.announcement_html ?? ''"></div>
          </div>
          @if (it.ctaText().value() && it.ctaURL().value()) {
            <span class="cta">{{ it.ctaText().value() }}</span>
          }
          @if (it.cancellable().value()) {
            <app-icon name="close" />
          }
        </div>
      }
      @if (editor.canWrite) {
        <button matButton class="texts" type="button" (click)="translations.openTranslations('announcement', 0, 'Announcement')">
          <app-icon matButtonIcon name="globe" />Translations
        </button>
      }
    </app-setting-card>
  `,
  styles: `
    mat-slide-toggle {
      align-self: center;
    }
    .preview {
      display: flex;
      gap: 12px;
      align-items: flex-start;
      margin-block-start: 16px;
      padding: 12px 14px;
      border: 1px solid var(--line);
      border-radius: 12px;
    }
    .preview > div {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .texts {
      margin-block-start: 12px;
    }
    .cta {
      padding: 4px 12px;
      border: 1px solid var(--line-strong);
      border-radius: 8px;
      font-size: 0.875rem;
    }
  `,
})
export class AnnouncementCard {
  protected readonly editor = inject(SiteEditor);
  protected readonly preview = inject(SitePreview);
  protected readonly translations = inject(TranslationDialogs);
  protected readonly it = this.editor.site.announcement;
  protected readonly isShown = computed(() => this.it.title().value().trim() !== '' && this.it.message().value().trim() !== '');
  protected readonly times = computed(() => {
    const [from, to] = [this.it.startsAt().value(), this.it.endsAt().value()].map((each) => each.replace('T', ' '));
    return [from ? `From ${from}` : '', to ? `until ${to}` : ''].filter(Boolean).join(' ');
  });
}
