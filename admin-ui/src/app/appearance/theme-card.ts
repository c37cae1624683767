import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';

/** Light or dark at first sight, and what visitors may choose themselves. */
@Component({
  selector: 'app-theme-card',
  imports: [FormField, MatFormField, MatHint, MatLabel, MatOption, MatSelect, MatSlideToggle, SettingCard],
  template: `
    <app-setting-card name="theme">
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Theme of new visitors</mat-label>
          <mat-select [formField]="site.theme">
            <mat-option value="system">As their device</mat-option>
            <mat-option value="light">Light</mat-option>
            <mat-option value="dark">Dark</mat-option>
          </mat-select>
          <mat-hint>What a visitor chose before wins.</mat-hint>
        </mat-form-field>
        <div class="half stack">
          <mat-slide-toggle [formField]="site.themeToggle">Visitors may switch the theme</mat-slide-toggle>
          <mat-slide-toggle [formField]="site.tzToggle">Visitors may switch the time zone</mat-slide-toggle>
        </div>
      </div>
    </app-setting-card>
  `,
})
export class ThemeCard {
  protected readonly site = inject(SiteEditor).site;
}
