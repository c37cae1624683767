import { Component, computed, effect, inject, signal, untracked, viewChild, type ElementRef } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { APP_BASE } from '../platform/app-base.js';
import { SitePreview } from '../settings/site-preview.js';
import { Icon } from '../ui/icon.js';
import type { Scheme } from '@clarion/domain/contrast';

/** The home page as it would be, drawn by the server as visitors get it, without anything that runs. */
@Component({
  selector: 'app-live-preview',
  imports: [Icon, MatButtonToggle, MatButtonToggleGroup],
  template: `
    <div class="bar">
      <h2>Preview</h2>
      <span class="spacer"></span>
      <mat-button-toggle-group aria-label="Size" hideSingleSelectionIndicator [value]="width()" (change)="width.set($event.value)">
        <mat-button-toggle value="desktop">Desktop</mat-button-toggle>
        <mat-button-toggle value="phone">Phone</mat-button-toggle>
      </mat-button-toggle-group>
      <mat-button-toggle-group aria-label="Theme" hideSingleSelectionIndicator [value]="scheme()" (change)="scheme.set($event.value)">
        <mat-button-toggle value="light">Light</mat-button-toggle>
        <mat-button-toggle value="dark">Dark</mat-button-toggle>
      </mat-button-toggle-group>
    </div>
    @if (preview.problem(); as problem) {
      <p class="problem small" role="status">
        <app-icon name="warning" />
        @if (preview.leftOut().length > 0) {
          <span>Without what cannot be used as it is: {{ preview.leftOut().join(', ') }}.</span>
        } @else {
          <span>Shows the last that could be drawn. {{ problem.message }}</span>
        }
      </p>
    }
    <div class="window" [class.phone]="width() === 'phone'">
      <iframe #frame sandbox="allow-same-origin" title="Preview of the home page with unsaved settings" (load)="restore()"></iframe>
    </div>
  `,
  styleUrl: './live-preview.scss',
})
export class LivePreview {
  protected readonly preview = inject(SitePreview);
  private readonly base = inject(APP_BASE);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');
  protected readonly width = signal<'desktop' | 'phone'>('desktop');
  protected readonly scheme = signal<Scheme>('light');
  private readonly address = computed(() => {
    const preview = this.preview.preview();
    return preview === null ? null : `${this.base}${preview.url.slice(1)}?theme=${this.scheme()}`;
  });
  private scrolledTo = 0;

  constructor() {
    effect(() => {
      const address = this.address();
      const content = this.frame().nativeElement.contentWindow;
      if (address === null || content === null) return;
      if (untracked(() => this.preview.renewIfOld())) return;
      this.scrolledTo = content.scrollY;
      // Replaced, so that Back leaves the screen and not the last version of a preview.
      content.location.replace(address);
    });
  }

  protected restore(): void {
    if (this.scrolledTo > 0) this.frame().nativeElement.contentWindow?.scrollTo(0, this.scrolledTo);
  }
}
