import { HttpErrorResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { IncidentSummary, UpdateBody } from '../../api/incidents.js';
import { BulkDialog, type BulkResult, type BulkTask } from '../bulk/bulk-dialog.js';
import type { BulkItem, BulkOutcome } from '../bulk/bulk-run.js';
import { Toasts } from '../../platform/toasts.js';
import type { Confirmation } from '../../ui/confirm-dialog.js';
import { IncidentActions } from '../incident-actions.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { countIncidents } from '../incident-words.js';
import type { IncidentSelection } from './incident-selection.js';
import { ResolveDialog, type ResolveWords } from './resolve-dialog.js';

type Row = BulkItem & { incident: IncidentSummary };
const toRow = (incident: IncidentSummary): Row => ({ tag: `#${incident.id}`, name: incident.title, incident });

/** What can be done to many incidents at once; each is a request of its own, so each is judged and recorded like a single change. */
@Service()
export class IncidentBulk {
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly actions = inject(IncidentActions);
  private readonly dialogs = inject(IncidentDialogs);

  async resolve(selection: IncidentSelection): Promise<void> {
    const what = countIncidents(selection.count());
    const dialog = this.dialog.open<ResolveDialog, string, ResolveWords>(ResolveDialog, { width: '640px', data: what });
    const words = await firstValueFrom(dialog.afterClosed());
    if (!words) return;
    const body: UpdateBody = { comment: words.comment.trim(), state: 'RESOLVED', ...(words.notify ? {} : { notify: 'NO' }) };
    await this.carryOut(selection, {
      heading: `Resolve ${what}`,
      doing: 'Resolving',
      done: (count) => `Resolved ${countIncidents(count)}`,
      deed: async ({ id, state }) => {
        if (state === 'RESOLVED') return 'unchanged';
        await this.actions.post(id, body);
        return 'changed';
      },
    });
  }

  async makeGlobal(selection: IncidentSelection): Promise<void> {
    await this.carryOut(selection, {
      heading: `Show ${countIncidents(selection.count())} on every page`,
      doing: 'Changing',
      done: (count) => `${countIncidents(count)} ${count === 1 ? 'is' : 'are'} on every page now`,
      deed: async ({ id, is_global }) => {
        if (is_global === 'YES') return 'unchanged';
        await this.actions.update(id, { is_global: 'YES' });
        return 'changed';
      },
    });
  }

  async delete(selection: IncidentSelection): Promise<void> {
    const what = countIncidents(selection.count());
    const data: Confirmation = {
      heading: `Delete ${what}?`,
      text: 'Their updates go with them, and what they did to the status of monitors is taken back, in history too. Alerts stay.',
      action: `Delete ${what}`,
      isDangerous: true,
      typed: `delete ${what}`,
    };
    if (!(await this.dialogs.confirm(data))) return;
    await this.carryOut(selection, {
      heading: `Delete ${what}`,
      doing: 'Deleting',
      done: (count) => `Deleted ${countIncidents(count)}`,
      deed: async ({ id }) => {
        try {
          await this.actions.delete(id);
          return 'changed';
        } catch (error) {
          // One that is gone already counts as deleted.
          if (error instanceof HttpErrorResponse && error.status === 404) return 'unchanged';
          throw error;
        }
      },
    });
  }

  private async carryOut(
    selection: IncidentSelection,
    task: Omit<BulkTask<Row>, 'collect' | 'deed'> & { deed: (incident: IncidentSummary) => Promise<BulkOutcome> },
  ): Promise<void> {
    const rows = selection.incidents().map(toRow);
    const data: BulkTask<Row> = { ...task, collect: async () => rows, deed: ({ incident }) => task.deed(incident) };
    const dialog = this.dialog.open<BulkDialog<Row>, BulkTask<Row>, BulkResult<Row>>(BulkDialog, {
      width: '520px',
      disableClose: true,
      data,
    });
    const result = await firstValueFrom(dialog.afterClosed());
    if (!result) return;
    selection.pick(result.rest.map(({ incident }) => incident));
    this.toasts.say(result.changed.length === 0 ? 'Nothing to change' : task.done(result.changed.length));
  }
}
