import { Component, computed, inject, viewChild, type ElementRef } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor, type LineError } from '../settings/site-editor.js';
import { SitePreview } from '../settings/site-preview.js';
import { Icon } from '../ui/icon.js';
import { lineFaults, lineRange } from './css-faults.js';

/** Rules of the owner's own, with what the server has against them at their lines. */
@Component({
  selector: 'app-css-card',
  imports: [FormField, Icon, SettingCard],
  template: `
    <app-setting-card
      name="css"
      lead="Comes after the built-in style. It may use paths of this site and data images; @import and other sites’ files are refused."
    >
      <label class="label small" for="custom-css">Style sheet</label>
      <div class="code" [class.bad]="faults().length > 0">
        <ol #gutter aria-hidden="true">
          @for (line of lines(); track $index) {
            <li [class.fault]="faultyLines().has($index + 1)">{{ $index + 1 }}</li>
          }
        </ol>
        <textarea
          #text
          id="custom-css"
          class="mono"
          rows="14"
          wrap="off"
          spellcheck="false"
          autocapitalize="off"
          aria-describedby="custom-css-faults"
          [attr.aria-invalid]="faults().length > 0 || null"
          [formField]="field"
          (scroll)="gutter.scrollTop = text.scrollTop"
        ></textarea>
      </div>
      <ul id="custom-css-faults" class="faults small" aria-live="polite">
        @for (fault of faults(); track $index) {
          <li>
            <app-icon name="warning" />
            @if (fault.line !== null) {
              <button type="button" (click)="goTo(fault.line)">Line {{ fault.line }}</button>
            }
            <span>The style sheet {{ fault.message }}.</span>
          </li>
        }
      </ul>
    </app-setting-card>
  `,
  styleUrl: './css-card.scss',
})
export class CssCard {
  private readonly preview = inject(SitePreview);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('text');
  protected readonly field = inject(SiteEditor).site.customCSS;
  protected readonly lines = computed(() => this.field().value().split('\n'));
  protected readonly faults = computed(() => lineFaults('customCSS', this.field().errors() as readonly LineError[], this.preview.faults()));
  protected readonly faultyLines = computed(() => new Set(this.faults().map(({ line }) => line)));

  protected goTo(line: number): void {
    const area = this.area().nativeElement;
    const { start, end } = lineRange(this.field().value(), line);
    area.focus();
    area.setSelectionRange(start, end);
  }
}
