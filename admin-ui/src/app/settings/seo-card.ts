import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { SettingCard } from './setting-card.js';
import { SiteEditor } from './site-editor.js';
import { SitePreview } from './site-preview.js';

/** What search engines and shared links say. */
@Component({
  selector: 'app-seo-card',
  imports: [
    ...[FieldErrors, FormField, Icon, MatButton, MatError, MatFormField, MatHint, MatIconButton, MatInput, MatLabel, MatOption, MatSelect],
    SettingCard,
  ],
  template: `
    <app-setting-card name="seo">
      <div class="fields">
        <mat-form-field>
          <mat-label>Title</mat-label>
          <input matInput autocomplete="off" [formField]="site.metaSiteTitle" />
          <mat-hint>Of all pages without one of their own. Empty: the page’s title and the site’s name.</mat-hint>
          <mat-error><app-field-errors [field]="site.metaSiteTitle()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Description</mat-label>
          <textarea matInput rows="2" [formField]="site.metaSiteDescription"></textarea>
          <mat-hint>Empty: the page’s header and introduction.</mat-hint>
          <mat-error><app-field-errors [field]="site.metaSiteDescription()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Sitemap</mat-label>
          <mat-select [formField]="site.sitemap.mode">
            <mat-option value="off">None</mat-option>
            <mat-option value="auto">All pages and monitors</mat-option>
            <mat-option value="manual">Only the addresses below</mat-option>
          </mat-select>
        </mat-form-field>
      </div>
      @if (site.sitemap.mode().value() !== 'off') {
        <fieldset class="rows urls">
          <legend>{{ site.sitemap.mode().value() === 'auto' ? 'Further addresses' : 'Addresses' }}</legend>
          @for (url of site.sitemap.urls; track $index) {
            <div class="value-row">
              <mat-form-field>
                <mat-label>Address {{ $index + 1 }}</mat-label>
                <input matInput type="url" autocomplete="off" spellcheck="false" placeholder="https://" [formField]="url.loc" />
                <mat-error><app-field-errors [field]="url.loc()" /></mat-error>
              </mat-form-field>
              @if (editor.canWrite) {
                <button matIconButton type="button" [attr.aria-label]="'Remove address ' + ($index + 1)" (click)="remove($index)">
                  <app-icon name="trash" />
                </button>
              }
            </div>
          }
          @if (editor.canWrite) {
            <button matButton class="add" type="button" (click)="add()"><app-icon matButtonIcon name="plus" />Add an address</button>
          }
        </fieldset>
      }
      @if (robots(); as text) {
        <h3 id="robots">robots.txt</h3>
        <pre class="small" tabindex="0" role="region" aria-labelledby="robots">{{ text }}</pre>
      }
    </app-setting-card>
  `,
  styles: `
    .urls {
      margin-block-start: 16px;
    }
    h3 {
      margin-block: 20px 8px;
    }
    pre {
      overflow-x: auto;
      margin: 0;
      padding: 10px 14px;
      border-radius: 8px;
      background: var(--sunken);
      font-family: var(--mono);
    }
  `,
})
export class SeoCard {
  private readonly preview = inject(SitePreview);
  protected readonly editor = inject(SiteEditor);
  protected readonly site = this.editor.site;
  /** As the server would answer it. */
  protected readonly robots = computed(() => this.preview.preview()?.robots_txt ?? '');

  protected add(): void {
    this.site.sitemap.urls().value.update((urls) => [...urls, { loc: '' }]);
  }

  protected remove(index: number): void {
    this.site.sitemap.urls().value.update((urls) => urls.filter((_, at) => at !== index));
  }
}
