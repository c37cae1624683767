import { Component, DOCUMENT, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { APP_BASE } from '../platform/app-base.js';
import { CopyButton } from '../ui/copy-button.js';
import { Icon } from '../ui/icon.js';
import { SetupStore } from './setup-store.js';

/** The end of set-up: the link to give away. */
@Component({
  selector: 'app-share-step',
  imports: [CopyButton, Icon, MatButton],
  template: `
    <div class="step">
      <h2>Your page is live</h2>
      <p class="muted">Give this link to the people who depend on your services.</p>
      <p class="link">
        <code>{{ link() }}</code>
        <app-copy-button what="the link" [text]="link()" />
      </p>
      <div class="buttons">
        <button matButton="filled" type="button" (click)="done.emit()">Go to the dashboard</button>
        <a matButton target="_blank" rel="noopener" [href]="base"><app-icon matButtonIcon name="external" />Open the page</a>
      </div>
    </div>
  `,
  styleUrl: './step.scss',
})
export class ShareStep {
  readonly done = output();
  private readonly store = inject(SetupStore);
  protected readonly base = inject(APP_BASE);
  protected readonly link = signal(inject(DOCUMENT).location.origin + this.base);

  constructor() {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const origin = (await this.store.values()).get('siteURL');
      if (origin) this.link.set(origin.replace(/\/$/, '') + this.base);
    } catch {
      // The address in use is a link that works just as well.
    }
  }
}
