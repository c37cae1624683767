import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import { SessionStore } from '../session/session-store.js';
import { visibleNavigation } from './nav-items.js';

/** The keys and what they do. */
@Component({
  selector: 'app-shortcuts-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>Keyboard shortcuts</h2>
    <mat-dialog-content>
      <dl>
        @for (entry of entries; track entry.words) {
          <div>
            <dt>{{ entry.words }}</dt>
            <dd>
              @for (key of entry.keys; track $index) {
                <kbd>{{ key }}</kbd>
              }
            </dd>
          </div>
        }
      </dl>
    </mat-dialog-content>
    <mat-dialog-actions align="end"><button matButton type="button" mat-dialog-close>Close</button></mat-dialog-actions>
  `,
  styles: `
    div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding-block: 8px;
      border-block-end: 1px solid var(--line);
    }
    dd {
      display: flex;
      gap: 4px;
    }
  `,
})
export class ShortcutsDialog {
  private readonly session = inject(SessionStore);
  protected readonly entries = [
    { words: 'Search and commands', keys: ['Ctrl', 'K'] },
    { words: 'Search this screen', keys: ['/'] },
    ...(this.session.can('monitors.write') ? [{ words: 'New monitor', keys: ['n'] }] : []),
    ...(this.session.can('incidents.write') ? [{ words: 'New incident, from the incidents', keys: ['n'] }] : []),
    ...(this.session.can('maintenances.write') ? [{ words: 'New maintenance, from the maintenances or the calendar', keys: ['n'] }] : []),
    ...(this.session.can('pages.write') ? [{ words: 'New page, from the pages', keys: ['n'] }] : []),
    ...visibleNavigation((permission) => this.session.can(permission))
      .flatMap(({ items }) => items)
      .map(({ label, key }) => ({ words: `Go to ${label}`, keys: ['g', key] })),
    { words: 'Save the form', keys: ['Ctrl', 'S'] },
    ...(this.session.can('incidents.write') ? [{ words: 'Publish, or post the update', keys: ['Ctrl', 'Enter'] }] : []),
    ...(this.session.can('pages.write') ? [{ words: 'Publish the page that is edited', keys: ['Ctrl', 'Enter'] }] : []),
    { words: 'This list', keys: ['?'] },
  ];
}
