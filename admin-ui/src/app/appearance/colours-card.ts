import { Component, inject } from '@angular/core';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { COLOUR_NAMES } from './colour-checks.js';
import { ColourRow } from './colour-row.js';

/** Fills of the statuses and the accent, in light and in dark. */
@Component({
  selector: 'app-colours-card',
  imports: [ColourRow, SettingCard],
  template: `
    <app-setting-card
      name="colours"
      lead="Bars and symbols need a contrast of 3 : 1 to what they are drawn on, text needs 4.5 : 1. Words of statuses keep tones of their own."
    >
      <div class="schemes">
        @for (scheme of schemes; track scheme.name) {
          <fieldset>
            <legend>{{ scheme.words }}</legend>
            @for (name of names; track name) {
              <app-colour-row [name]="name" [colours]="scheme.field" [scheme]="scheme.name" />
            }
          </fieldset>
        }
      </div>
    </app-setting-card>
  `,
  styles: `
    .schemes {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
      gap: 24px;
    }
    fieldset {
      display: flex;
      flex-direction: column;
      gap: 16px;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 12px;
      padding: 0;
      font-weight: 600;
    }
  `,
})
export class ColoursCard {
  private readonly editor = inject(SiteEditor);
  protected readonly names = COLOUR_NAMES;
  protected readonly schemes = [
    { name: 'light', words: 'Light', field: this.editor.site.colors },
    { name: 'dark', words: 'Dark', field: this.editor.site.colorsDark },
  ] as const;
}
