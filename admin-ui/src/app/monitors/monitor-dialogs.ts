import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { MonitorState } from '../api/monitors.js';
import { toProblem } from '../platform/problem.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { CloneDialog } from './clone-dialog.js';
import { MonitorActions } from './monitor-actions.js';
import { TestDialog } from './test-dialog.js';

/** The dialogs of one monitor, for the list and for its own screen. */
@Service()
export class MonitorDialogs {
  private readonly dialog = inject(MatDialog);
  private readonly actions = inject(MonitorActions);

  test(monitor: Pick<MonitorState, 'tag' | 'name'>): void {
    this.dialog.open(TestDialog, { width: '640px', data: monitor });
  }

  clone(monitor: Pick<MonitorState, 'tag' | 'name'>): void {
    this.dialog.open(CloneDialog, { width: '440px', data: monitor });
  }

  /** @returns true when it is gone. */
  async delete(monitor: Pick<MonitorState, 'tag' | 'name'>): Promise<boolean> {
    const data: Confirmation = {
      heading: `Delete ${monitor.name}?`,
      text: 'Its history, its place on public pages and its settings go with it. People who open its public page will find nothing there.',
      action: 'Delete monitor',
      isDangerous: true,
      typed: monitor.tag,
    };
    const confirmed = await firstValueFrom(
      this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data }).afterClosed(),
    );
    if (!confirmed) return false;
    try {
      await this.actions.delete(monitor);
      return true;
    } catch (error) {
      this.actions.failure.set({
        words: `${monitor.name} was not deleted.`,
        problem: toProblem(error),
        retry: () => void this.delete(monitor),
      });
      return false;
    }
  }
}
