import { Component, computed, input, model, signal } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { factsOf } from '@clarion/i18n';
import type { RenderedMessage } from '../api/message-templates.js';
import { Icon } from '../ui/icon.js';
import { MailFrame } from './mail-frame.js';

const WIDTHS = { desktop: 680, phone: 360 } as const;

/** A message as its readers get it: on a desk, on a phone, dark, as plain text. */
@Component({
  selector: 'app-message-preview',
  imports: [Icon, MailFrame, MatButtonToggle, MatButtonToggleGroup, MatSlideToggle],
  template: `
    @if (isMail()) {
      <div class="row">
        <mat-button-toggle-group
          aria-label="Kind of preview"
          hideSingleSelectionIndicator
          [value]="view()"
          (change)="view.set($event.value)"
        >
          <mat-button-toggle value="desktop"><app-icon name="laptop" /> Desktop</mat-button-toggle>
          <mat-button-toggle value="phone"><app-icon name="phone" /> Phone</mat-button-toggle>
          <mat-button-toggle value="text">Plain text</mat-button-toggle>
        </mat-button-toggle-group>
        <mat-slide-toggle [checked]="isDark()" [disabled]="view() === 'text'" (change)="isDark.set($event.checked)">Dark</mat-slide-toggle>
      </div>
    }
    <p class="subject" [attr.lang]="locale()" [attr.dir]="direction()">
      <span class="muted small">{{ isMail() ? 'Subject' : 'Title' }}</span>
      {{ message().subject }}
    </p>
    @if (isMail() && view() !== 'text') {
      <app-mail-frame [html]="message().html" [isDark]="isDark()" [width]="width()" />
    } @else {
      <pre
        tabindex="0"
        role="region"
        [attr.aria-label]="isMail() ? 'Plain text of the mail' : 'Text of the message'"
        [attr.lang]="locale()"
        [attr.dir]="direction()"
        >{{ message().text }}</pre>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-inline-size: 0;
    }
    mat-button-toggle app-icon {
      inline-size: 16px;
      block-size: 16px;
    }
    .subject {
      overflow-wrap: anywhere;
      font-weight: 560;

      span {
        display: block;
        font-weight: 400;
      }
    }
    app-mail-frame,
    pre {
      border: 1px solid var(--line);
      border-radius: 8px;
    }
    pre {
      margin: 0;
      padding: 14px;
      background: var(--sunken);
      font-family: inherit;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class MessagePreview {
  readonly message = input.required<RenderedMessage>();
  readonly isMail = input.required<boolean>();
  readonly locale = input('en');
  readonly view = model<'desktop' | 'phone' | 'text'>('desktop');
  protected readonly isDark = signal(false);
  protected readonly direction = computed(() => factsOf(this.locale()).direction);
  protected readonly width = computed(() => WIDTHS[this.view() === 'phone' ? 'phone' : 'desktop']);
}
