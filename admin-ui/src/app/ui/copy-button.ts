import { Clipboard } from '@angular/cdk/clipboard';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, inject, input, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from './icon.js';

/** Copies a text and says so in place. */
@Component({
  selector: 'app-copy-button',
  imports: [Icon, MatIconButton, MatTooltip],
  template: `
    <button
      matIconButton
      type="button"
      [attr.aria-label]="'Copy ' + what()"
      [matTooltip]="copied() ? 'Copied' : 'Copy ' + what()"
      (click)="copy()"
    >
      <app-icon [name]="copied() ? 'check' : 'copy'" />
    </button>
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  /** What is copied, in words: `the key`. */
  readonly what = input.required<string>();
  protected readonly copied = signal(false);
  private readonly clipboard = inject(Clipboard);
  private readonly announcer = inject(LiveAnnouncer);

  protected copy(): void {
    const done = this.clipboard.copy(this.text());
    this.copied.set(done);
    void this.announcer.announce(done ? `Copied ${this.what()}` : `Could not copy ${this.what()}`);
  }
}
