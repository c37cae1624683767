import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';

/** Fonts that devices have; nothing is fetched for them. @see https://modernfontstacks.com */
const STACKS = [
  { words: 'Built-in', family: '' },
  { words: 'Humanist', family: "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', source-sans-pro, sans-serif" },
  { words: 'Geometric', family: "Avenir, Montserrat, Corbel, 'URW Gothic', source-sans-pro, sans-serif" },
  { words: 'Classic sans', family: "Inter, Roboto, 'Helvetica Neue', 'Arial Nova', 'Nimbus Sans', Arial, sans-serif" },
  { words: 'Serif', family: "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, serif" },
  { words: 'Old style', family: "'Iowan Old Style', 'Palatino Linotype', 'URW Palladio L', P052, serif" },
  { words: 'Monospace', family: "ui-monospace, 'Cascadia Code', 'Source Code Pro', Menlo, Consolas, 'DejaVu Sans Mono', monospace" },
] as const;
const OWN = 'own';

/** Which font public pages are set in, and where it comes from. */
@Component({
  selector: 'app-font-card',
  imports: [FieldErrors, FormField, Icon, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, SettingCard],
  template: `
    <app-setting-card name="font">
      <div class="fields">
        <mat-form-field class="half">
          <mat-label>Font</mat-label>
          <mat-select [value]="chosen()" [disabled]="site.font().disabled()" (valueChange)="choose($event)">
            @for (stack of stacks; track stack.words) {
              <mat-option [value]="stack.family">{{ stack.words }}</mat-option>
            }
            <mat-option [value]="own">Another</mat-option>
          </mat-select>
          <mat-hint>Those of the list are on the visitor’s device already.</mat-hint>
        </mat-form-field>
        <mat-form-field class="half">
          <mat-label>Font family</mat-label>
          <input matInput autocomplete="off" spellcheck="false" placeholder="'Inter', sans-serif" [formField]="site.font.family" />
          <mat-error><app-field-errors [field]="site.font.family()" /></mat-error>
        </mat-form-field>
        <mat-form-field>
          <mat-label>Address of a style sheet with the font</mat-label>
          <input matInput type="url" autocomplete="off" spellcheck="false" placeholder="https://" [formField]="site.font.cssSrc" />
          <mat-hint>Optional. Without it, the family must be on the visitor’s device.</mat-hint>
          <mat-error><app-field-errors [field]="site.font.cssSrc()" /></mat-error>
        </mat-form-field>
        @if (host(); as host) {
          <p class="note small">
            <app-icon name="warning" /><span
              >Every visitor’s browser will ask <strong>{{ host }}</strong> for the font and tell it their IP address. Say so in your
              privacy notice, or serve the style sheet from this site.</span
            >
          </p>
        }
      </div>
      <p class="sample" [style.font-family]="site.font.family().value() || null">Partial System Outage, 99.902 %, 14:05 UTC</p>
    </app-setting-card>
  `,
  styles: `
    .sample {
      margin-block-start: 16px;
      padding: 12px 14px;
      border-radius: 8px;
      background: var(--sunken);
      font-size: 1.125rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class FontCard {
  protected readonly site = inject(SiteEditor).site;
  protected readonly stacks = STACKS;
  protected readonly own = OWN;
  protected readonly chosen = computed(() => {
    const family = this.site.font.family().value();
    return STACKS.find((stack) => stack.family === family)?.family ?? OWN;
  });
  protected readonly host = computed(() => {
    const address = this.site.font.cssSrc().value().trim();
    return URL.canParse(address) ? new URL(address).host : null;
  });

  protected choose(family: string): void {
    this.site.font.family().value.set(family === OWN ? this.site.font.family().value() || 'sans-serif' : family);
  }
}
