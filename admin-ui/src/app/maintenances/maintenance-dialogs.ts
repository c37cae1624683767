import type { HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { isTerminal } from '@clarion/domain';
import { firstValueFrom } from 'rxjs';
import type { MaintenanceEvent, MaintenanceState } from '../api/maintenances.js';
import { toProblem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { Holds } from '../publishing/holds.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { DeedDialog, type Deed } from './deed-dialog.js';
import { eventUrl, MaintenanceActions } from './maintenance-actions.js';
import { formatMomentIn } from './zoned-formats.js';

/** One whose messages may be held; null = it makes none. */
type AnnouncedDeed = Omit<Deed, 'run'> & { run: () => Promise<HttpResponse<unknown> | null> };
type Named = Pick<MaintenanceState, 'id' | 'title' | 'is_recurring' | 'timezone'>;

/** The questions that stand before every change of a maintenance or of one of its events. */
@Service()
export class MaintenanceDialogs {
  private readonly dialog = inject(MatDialog);
  private readonly actions = inject(MaintenanceActions);
  private readonly toasts = inject(Toasts);
  private readonly holds = inject(Holds);

  /** Ends an event that is in progress, now. @returns true when it is done */
  async complete(maintenance: Named, event: MaintenanceEvent): Promise<boolean> {
    return this.ask(
      {
        heading: `Complete ${maintenance.title} now?`,
        text: 'The window ends with this minute, and monitors show what their checks say again.',
        action: 'Complete',
        trial: { method: 'PATCH', url: eventUrl(event), body: { status: 'COMPLETED' } },
        run: () => this.actions.change(event, { status: 'COMPLETED' }),
      },
      `Completed ${maintenance.title}`,
    );
  }

  /** Calls off an event, or stops one that is in progress. @returns true when it is done */
  async cancel(maintenance: Named, event: MaintenanceEvent): Promise<boolean> {
    const isOngoing = event.status === 'ONGOING';
    const when = formatMomentIn(maintenance.timezone, event.start_date_time);
    const verb = !isOngoing && maintenance.is_recurring ? 'Skip' : 'Cancel';
    return this.ask(
      {
        heading: `${verb} ${maintenance.title} of ${when}?`,
        text: isOngoing
          ? 'The window ends with this minute and counts as cancelled. This cannot be taken back.'
          : maintenance.is_recurring
            ? 'This one occurrence does not take place; the others stay. It cannot be brought back.'
            : 'It does not take place. This cannot be taken back; you can schedule it anew.',
        action: isOngoing ? 'Cancel event' : verb === 'Skip' ? 'Skip occurrence' : 'Cancel event',
        isDangerous: true,
        trial: { method: 'PATCH', url: eventUrl(event), body: { status: 'CANCELLED' } },
        run: () => this.actions.change(event, { status: 'CANCELLED' }),
      },
      `${verb === 'Skip' ? 'Skipped' : 'Cancelled'} ${maintenance.title} of ${when}`,
    );
  }

  /** Removes an event altogether, at any stage. @returns true when it is gone */
  async deleteEvent(maintenance: Named, event: MaintenanceEvent): Promise<boolean> {
    const when = formatMomentIn(maintenance.timezone, event.start_date_time);
    return this.ask(
      {
        heading: `Delete the event of ${when}?`,
        text: !isTerminal(event.status)
          ? 'It disappears without a word to anybody, and is not made again. To call it off visibly, cancel it instead.'
          : 'It disappears from the history, and what it did to monitors with it.',
        action: 'Delete event',
        isDangerous: true,
        trial: { method: 'DELETE', url: eventUrl(event), body: {} },
        run: async () => {
          await this.actions.deleteEvent(event);
          return null;
        },
      },
      `Deleted the event of ${when}`,
    );
  }

  /** @returns true when it is gone */
  async delete(maintenance: Named): Promise<boolean> {
    const data: Confirmation = {
      heading: `Delete ${maintenance.title}?`,
      text: 'All its events go with it, also past ones, and monitors show what their checks said at those times. Nobody is told.',
      action: 'Delete maintenance',
      isDangerous: true,
      typed: `delete maintenance ${maintenance.id}`,
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '480px', data });
    if (!(await firstValueFrom(dialog.afterClosed()))) return false;
    try {
      await this.actions.delete(maintenance);
      this.toasts.say(`Deleted ${maintenance.title}`);
      return true;
    } catch (error) {
      this.actions.failure.set({
        words: `${maintenance.title} was not deleted.`,
        problem: toProblem(error),
        retry: () => void this.delete(maintenance),
      });
      return false;
    }
  }

  private async ask(deed: AnnouncedDeed, doneWords: string): Promise<boolean> {
    let isHeld = false;
    const run = async (): Promise<void> => {
      const response = await deed.run();
      isHeld = response !== null && this.holds.note(response, doneWords, () => this.actions.changed());
    };
    const dialog = this.dialog.open<DeedDialog, Deed, true>(DeedDialog, { width: '520px', data: { ...deed, run } });
    const isDone = (await firstValueFrom(dialog.afterClosed())) ?? false;
    if (isDone && !isHeld) this.toasts.say(doneWords);
    return isDone;
  }
}
