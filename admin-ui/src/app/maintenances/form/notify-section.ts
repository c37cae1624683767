import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { NoticesDialog } from './notices-dialog.js';
import { NoticesStore, type Notices } from './notices.js';

/** What subscribers hear of this maintenance: a setting of the site, shown here because it decides what is sent. */
@Component({
  selector: 'app-notify-section',
  imports: [Icon, MatButton, ProblemPanel],
  template: `
    <section class="card-body" aria-labelledby="notify">
      <h2 id="notify">Notify subscribers</h2>
      @if (store.notices(); as notices) {
        <ul>
          @for (line of lines(notices); track line.words) {
            <li [class.muted]="!line.isOn">
              <app-icon [name]="line.isOn ? 'check' : 'close'" />{{ line.words }}: {{ line.isOn ? 'yes' : 'no' }}
            </li>
          }
        </ul>
        <p class="muted small">
          The same for every maintenance of the site.
          @if (store.canWrite) {
            <button matButton type="button" (click)="change(notices)">Change for all</button>
          }
        </p>
      } @else if (store.problem(); as problem) {
        <app-problem heading="The setting could not be loaded." [problem]="problem" [canRetry]="true" (retry)="store.reload()" />
      } @else if (!store.canRead) {
        <p class="muted">Which stages are told is a setting of the site; your role does not show it.</p>
      } @else {
        <div class="stack" aria-hidden="true"><span class="skeleton"></span><span class="skeleton"></span></div>
      }
    </section>
  `,
  styles: `
    h2 {
      margin-block-end: 12px;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
      gap: 6px 16px;
      margin-block-end: 8px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    app-icon {
      inline-size: 18px;
      block-size: 18px;
    }
    li:not(.muted) app-icon {
      color: var(--up-text);
    }
  `,
})
export class NotifySection {
  protected readonly store = inject(NoticesStore);
  private readonly dialog = inject(MatDialog);
  protected readonly lines = (notices: Notices) => [
    { words: 'When an event is made', isOn: notices.created },
    { words: `${notices.reminderHours} h before the start`, isOn: notices.reminder },
    { words: 'At the start', isOn: notices.started },
    { words: 'At the end', isOn: notices.ended },
  ];

  protected async change(notices: Notices): Promise<void> {
    const dialog = this.dialog.open<NoticesDialog, Notices, true>(NoticesDialog, { width: '440px', data: notices });
    if (await firstValueFrom(dialog.afterClosed())) this.store.reload();
  }
}
