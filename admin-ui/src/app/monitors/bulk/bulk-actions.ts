import { HttpClient, HttpErrorResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { MonitorBody, MonitorResponse, MonitorState } from '../../api/monitors.js';
import { formatInteger } from '../../platform/formats.js';
import { Toasts } from '../../platform/toasts.js';
import { ConfirmDialog, type Confirmation } from '../../ui/confirm-dialog.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';
import { BulkDialog, type BulkResult, type BulkTask } from './bulk-dialog.js';
import type { BulkOutcome } from './bulk-run.js';
import { IntervalDialog } from './interval-dialog.js';
import type { MonitorSelection } from './selection.js';

export type Switch = 'pause' | 'resume' | 'hide' | 'show';

interface SwitchWords {
  heading: string;
  doing: string;
  done: (monitors: string) => string;
  patch: Pick<MonitorState, 'status'> | Pick<MonitorState, 'is_hidden'>;
  inverse: Switch;
}

const SWITCHES: Readonly<Record<Switch, SwitchWords>> = {
  pause: {
    heading: 'Pause monitors',
    doing: 'Pausing',
    done: (monitors) => `Paused ${monitors}`,
    patch: { status: 'INACTIVE' },
    inverse: 'resume',
  },
  resume: {
    heading: 'Resume monitors',
    doing: 'Resuming',
    done: (monitors) => `Resumed ${monitors}`,
    patch: { status: 'ACTIVE' },
    inverse: 'pause',
  },
  hide: {
    heading: 'Hide monitors from the public pages',
    doing: 'Hiding',
    done: (monitors) => `Hid ${monitors}`,
    patch: { is_hidden: 'YES' },
    inverse: 'show',
  },
  show: {
    heading: 'Show monitors on their public pages',
    doing: 'Showing',
    done: (monitors) => `Showed ${monitors}`,
    patch: { is_hidden: 'NO' },
    inverse: 'hide',
  },
};

/** `1 monitor`, `2,400 monitors`. */
export const countWords = (count: number): string => `${formatInteger(count)} ${count === 1 ? 'monitor' : 'monitors'}`;

/** What can be done to many monitors at once; each is a request of its own, so each is judged and recorded like a single change. */
@Service()
export class BulkActions {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly actions = inject(MonitorActions);

  async switch(kind: Switch, selection: MonitorSelection, onScreen: readonly MonitorState[]): Promise<void> {
    const { patch, inverse, done } = SWITCHES[kind];
    const result = await this.carryOut(this.switchTask(kind, () => selection.resolve(onScreen)));
    if (!result) return;
    selection.pick(result.rest);
    if (result.changed.length === 0) {
      this.toasts.say('Nothing to change');
      return;
    }
    // What goes back is what was changed, and nothing that was that way before.
    const changed = result.changed.map((monitor) => ({ ...monitor, ...patch }));
    this.toasts.sayWithUndo(done(countWords(changed.length)), () => void this.takeBack(inverse, changed));
  }

  async changeInterval(selection: MonitorSelection, onScreen: readonly MonitorState[]): Promise<void> {
    const dialog = this.dialog.open<IntervalDialog, string, string>(IntervalDialog, {
      width: '520px',
      data: `${countWords(selection.count())} will be checked on this schedule from now on.`,
    });
    const cron = await firstValueFrom(dialog.afterClosed());
    if (cron === undefined) return;
    const task: BulkTask = {
      heading: 'Change the interval',
      doing: 'Changing',
      done: (count) => `Changed the interval of ${countWords(count)}`,
      collect: () => selection.resolve(onScreen),
      // A group has no checks of its own.
      deed: (monitor) =>
        monitor.cron === cron || monitor.monitor_type === 'GROUP' ? Promise.resolve('unchanged') : this.patch(monitor.tag, { cron }),
    };
    await this.carryOutAndSay(task, selection);
  }

  async delete(selection: MonitorSelection, onScreen: readonly MonitorState[]): Promise<void> {
    const who = countWords(selection.count());
    const data: Confirmation = {
      heading: `Delete ${who}?`,
      text: 'Their history, their places on public pages and their settings go with them. Groups go on without them.',
      action: `Delete ${who}`,
      isDangerous: true,
      typed: `delete ${who}`,
    };
    const confirmed = await firstValueFrom(
      this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data }).afterClosed(),
    );
    if (!confirmed) return;
    const agreed = selection.count();
    const task: BulkTask = {
      heading: `Delete ${who}`,
      doing: 'Deleting',
      done: (count) => `Deleted ${countWords(count)}`,
      // More may match by now than a person agreed to: those stay.
      collect: async () => (await selection.resolve(onScreen)).slice(0, agreed),
      deed: (monitor) => this.remove(monitor.tag),
    };
    await this.carryOutAndSay(task, selection);
  }

  private async takeBack(inverse: Switch, changed: readonly MonitorState[]): Promise<void> {
    const result = await this.carryOut(this.switchTask(inverse, async () => changed));
    if (result) this.toasts.say(SWITCHES[inverse].done(countWords(result.changed.length)));
  }

  private async carryOutAndSay(task: BulkTask, selection: MonitorSelection): Promise<void> {
    const result = await this.carryOut(task);
    if (!result) return;
    selection.pick(result.rest);
    this.toasts.say(result.changed.length === 0 ? 'Nothing to change' : task.done(result.changed.length));
  }

  /** @returns undefined when the screen went away */
  private async carryOut(task: BulkTask): Promise<BulkResult | undefined> {
    const dialog = this.dialog.open<BulkDialog, BulkTask, BulkResult>(BulkDialog, { width: '520px', disableClose: true, data: task });
    const result = await firstValueFrom(dialog.afterClosed());
    if (result) this.actions.changed();
    return result;
  }

  private switchTask(kind: Switch, collect: BulkTask['collect']): BulkTask {
    const { heading, doing, done, patch } = SWITCHES[kind];
    const isThatWay = (monitor: MonitorState) =>
      Object.entries(patch).every(([member, value]) => monitor[member as keyof MonitorState] === value);
    return {
      heading,
      doing,
      done: (count) => done(countWords(count)),
      collect,
      deed: (monitor) => (isThatWay(monitor) ? Promise.resolve('unchanged') : this.patch(monitor.tag, patch)),
    };
  }

  private async patch(tag: string, body: MonitorBody): Promise<BulkOutcome> {
    await firstValueFrom(this.http.patch<MonitorResponse>(monitorUrl(tag), body));
    return 'changed';
  }

  /** One that is gone already counts as deleted. */
  private async remove(tag: string): Promise<BulkOutcome> {
    try {
      await firstValueFrom(this.http.delete(monitorUrl(tag)));
      return 'changed';
    } catch (error) {
      if (error instanceof HttpErrorResponse && error.status === 404) return 'unchanged';
      throw error;
    }
  }
}
