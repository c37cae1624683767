import { HttpErrorResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { IncidentDetail, IncidentUpdate } from '../../api/incidents.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { formatDateTime, fromLocalInput } from '../../platform/formats.js';
import { mergeFields } from '../../platform/merge-fields.js';
import { IncidentActions } from '../incident-actions.js';
import { STATE_WORDS } from '../incident-words.js';
import { toEditBody, toUpdateEdit, type UpdateEdit } from '../updates/update-draft.js';
import { etagOf } from './incident-store.js';

const FIELD_WORDS: ReadonlyMap<string, string> = new Map<keyof UpdateEdit, string>([
  ['state', 'State'],
  ['time', 'Time'],
  ['comment', 'Message'],
]);
const isStale = (error: unknown): boolean => error instanceof HttpErrorResponse && error.status === 412;
const contentOf = ({ comment, state, timestamp, status }: IncidentUpdate): string => JSON.stringify([comment, state, timestamp, status]);

/**
 * Changes of an update from the version of the incident that was on screen. Somebody else may have changed the incident meanwhile: what
 * does not touch the same update goes through, what does is shown to the person first.
 */
@Service()
export class UpdateEdits {
  private readonly actions = inject(IncidentActions);
  private readonly dialog = inject(MatDialog);

  /** @returns false when the person closed the question about a conflict */
  async edit(incident: IncidentDetail, update: IncidentUpdate, mine: UpdateEdit): Promise<boolean> {
    const before = toUpdateEdit(update);
    const change = toEditBody(before, mine);
    if (Object.keys(change).length === 0) return true;
    try {
      await this.actions.changeUpdate(incident.id, update.id, change, etagOf(incident));
      return true;
    } catch (error) {
      if (!isStale(error)) throw error;
      const { current, stored } = await this.reread(incident, update, error);
      const theirs = toUpdateEdit(stored);
      const { merged, conflicts } = mergeFields(before, mine, theirs);
      if (conflicts.length > 0) {
        const takeTheirs = await this.ask({
          of: { what: 'update', words: FIELD_WORDS },
          changedAt: stored.updated_at,
          conflicts: conflicts.map(({ field, mine: my, theirs: their }) => ({
            field,
            mine: shown(field, String(my)),
            theirs: shown(field, String(their)),
          })),
        });
        if (!takeTheirs) return false;
        for (const { field } of conflicts) if (takeTheirs.has(field)) Object.assign(merged, { [field]: theirs[field] });
      }
      return this.edit(current, stored, merged);
    }
  }

  /** Hides an update from readers, or shows it again. */
  async setShown(incident: IncidentDetail, update: IncidentUpdate, isShown: boolean): Promise<void> {
    await this.onCurrent(incident, update, (etag) =>
      this.actions.changeUpdate(incident.id, update.id, { status: isShown ? 'ACTIVE' : 'INACTIVE' }, etag),
    );
  }

  async delete(incident: IncidentDetail, update: IncidentUpdate): Promise<void> {
    await this.onCurrent(incident, update, (etag) => this.actions.deleteUpdate(incident.id, update.id, etag));
  }

  /** @throws HttpErrorResponse with status 412 when the update itself is another one than was on screen */
  private async onCurrent(incident: IncidentDetail, update: IncidentUpdate, deed: (etag: string) => Promise<void>): Promise<void> {
    try {
      await deed(etagOf(incident));
    } catch (error) {
      if (!isStale(error)) throw error;
      const { current, stored } = await this.reread(incident, update, error);
      this.actions.changed();
      if (contentOf(stored) !== contentOf(update)) throw error;
      await deed(etagOf(current));
    }
  }

  /** @throws the refusal itself when the update is gone */
  private async reread(
    { id }: IncidentDetail,
    update: IncidentUpdate,
    refusal: unknown,
  ): Promise<{ current: IncidentDetail; stored: IncidentUpdate }> {
    const { incident: current } = await this.actions.load(id);
    const stored = current.comments.find((each) => each.id === update.id);
    if (stored) return { current, stored };
    this.actions.changed();
    throw refusal;
  }

  private async ask(data: ConflictQuestion): Promise<ReadonlySet<string> | undefined> {
    const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<string>>(ConflictDialog, { width: '640px', data });
    return firstValueFrom(dialog.afterClosed());
  }
}

function shown(field: keyof UpdateEdit, value: string): string {
  if (field === 'state') return STATE_WORDS[value as UpdateEdit['state']];
  return field === 'time' ? formatDateTime(fromLocalInput(value) ?? 0) : value;
}
