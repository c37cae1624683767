import { Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatTooltip } from '@angular/material/tooltip';
import { formatInteger } from '../platform/formats.js';
import { Icon } from '../ui/icon.js';
import { JobsStore } from './jobs-store.js';

const TRAY = 'jobs';

/** The way to the tray, in the toolbar. Stays away while there is nothing in it. */
@Component({
  selector: 'app-job-button',
  imports: [Icon, MatIconButton, MatTooltip],
  template: `
    @if (store.jobs().length > 0) {
      <button matIconButton type="button" aria-haspopup="dialog" [attr.aria-label]="words()" [matTooltip]="words()" (click)="open()">
        <app-icon name="tray" />
        @if (store.active().length > 0) {
          <span class="count num" aria-hidden="true">{{ store.active().length }}</span>
        }
      </button>
    }
  `,
  styles: `
    :host {
      display: flex;
    }
    .count {
      position: absolute;
      inset-block-start: 2px;
      inset-inline-end: 2px;
      min-inline-size: 16px;
      block-size: 16px;
      padding-inline: 4px;
      border-radius: 8px;
      background: var(--accent);
      color: var(--card);
      font-size: 0.6875rem;
      font-weight: 620;
      line-height: 16px;
      text-align: center;
    }
  `,
})
export class JobButton {
  protected readonly store = inject(JobsStore);
  private readonly dialog = inject(MatDialog);
  protected readonly words = computed(() => {
    const count = this.store.active().length;
    return count === 0 ? 'Jobs' : `Jobs, ${formatInteger(count)} going on`;
  });

  constructor() {
    this.store.openTray = () => void this.open();
    void this.store.begin();
  }

  protected async open(): Promise<void> {
    if (this.dialog.openDialogs.some(({ id }) => id === TRAY)) return;
    const { JobTray } = await import('./job-tray.js');
    this.dialog.open(JobTray, {
      id: TRAY,
      ariaLabel: 'Jobs',
      width: '420px',
      maxWidth: 'calc(100vw - 24px)',
      position: { top: '64px', right: '12px' },
      panelClass: 'tray-panel',
      backdropClass: 'cdk-overlay-transparent-backdrop',
      autoFocus: 'dialog',
    });
  }
}
