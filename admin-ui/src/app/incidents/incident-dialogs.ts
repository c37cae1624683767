import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { IncidentSummary } from '../api/incidents.js';
import { Toasts } from '../platform/toasts.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { IncidentActions } from './incident-actions.js';

/** Questions before something that cannot be taken back. */
@Service()
export class IncidentDialogs {
  private readonly dialog = inject(MatDialog);
  private readonly actions = inject(IncidentActions);
  private readonly toasts = inject(Toasts);

  async confirm(data: Confirmation): Promise<boolean> {
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '460px', data });
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }

  async confirmDelete({ id, title }: Pick<IncidentSummary, 'id' | 'title'>): Promise<boolean> {
    return this.confirm({
      heading: `Delete “${title}”?`,
      text: 'Its updates go with it, and what it did to the status of monitors is taken back, in history too. Alerts stay.',
      action: 'Delete incident',
      isDangerous: true,
      typed: `delete incident ${id}`,
    });
  }

  /** @returns true when it is gone. @throws what the server refused */
  async delete(incident: Pick<IncidentSummary, 'id' | 'title'>): Promise<boolean> {
    if (!(await this.confirmDelete(incident))) return false;
    await this.actions.delete(incident.id);
    this.toasts.say(`Deleted “${incident.title}”`);
    return true;
  }
}
