import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { SitePreview } from '../settings/site-preview.js';
import { FieldErrors } from '../ui/field-errors.js';

/** What stands below every public page. */
@Component({
  selector: 'app-footer-card',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, SettingCard],
  template: `
    <app-setting-card name="footer">
      <mat-form-field>
        <mat-label>Footer HTML</mat-label>
        <textarea matInput class="mono" rows="4" spellcheck="false" [formField]="field"></textarea>
        <mat-hint>Text, links, lists and images. Scripts, styles and frames are left out.</mat-hint>
        <mat-error><app-field-errors [field]="field()" /></mat-error>
      </mat-form-field>
      @if (html(); as html) {
        <div class="preview prose" role="group" aria-label="Preview of the footer" [innerHTML]="html"></div>
      }
    </app-setting-card>
  `,
  styles: `
    .preview {
      margin-block-start: 16px;
      padding: 12px 14px;
      border: 1px solid var(--line);
      border-radius: 8px;
      font-size: 0.875rem;
    }
  `,
})
export class FooterCard {
  private readonly preview = inject(SitePreview);
  protected readonly field = inject(SiteEditor).site.footerHTML;
  /** As the server leaves it. */
  protected readonly html = computed(() => this.preview.preview()?.footer_html ?? '');
}
