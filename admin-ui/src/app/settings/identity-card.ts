import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { SettingCard } from './setting-card.js';
import { SiteEditor } from './site-editor.js';

/** What the site is called, and where it is. */
@Component({
  selector: 'app-identity-card',
  imports: [FieldErrors, FormField, Icon, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, SettingCard],
  template: `
    <app-setting-card name="identity">
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Site name</mat-label>
          <input matInput autocomplete="organization" [formField]="site.siteName" />
          <mat-hint>On top of every page, in feeds, badges and messages.</mat-hint>
          <mat-error><app-field-errors [field]="site.siteName()" /></mat-error>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Home link</mat-label>
          <input matInput autocomplete="off" spellcheck="false" [formField]="site.home" />
          <mat-hint>Where the logo leads; / is the home page.</mat-hint>
          <mat-error><app-field-errors [field]="site.home()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Public address</mat-label>
          <input matInput type="url" autocomplete="off" spellcheck="false" [formField]="site.siteURL" />
          <mat-hint>Without a path, such as https://status.example.com. Links in feeds and messages start with it.</mat-hint>
          <mat-error><app-field-errors [field]="site.siteURL()" /></mat-error>
        </mat-form-field>
      </div>
      @if (differs()) {
        <p class="note small">
          <app-icon name="warning" />
          <span
            >You are using <strong>{{ here }}</strong> right now. Links in feeds and messages lead to the address above: make sure it
            reaches this server.</span
          >
        </p>
        @if (editor.canWrite) {
          <button matButton type="button" (click)="site.siteURL().value.set(here)">Use {{ here }}</button>
        }
      }
    </app-setting-card>
  `,
  styles: `
    .note {
      margin-block: 12px 4px;
    }
  `,
})
export class IdentityCard {
  protected readonly editor = inject(SiteEditor);
  protected readonly site = this.editor.site;
  protected readonly here = inject(DOCUMENT).location.origin;
  protected readonly differs = computed(() => {
    const address = this.site.siteURL().value().trim();
    return URL.canParse(address) && new URL(address).origin !== this.here;
  });
}
