import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import type { MaintenanceNotices, MaintenanceStage, SiteValue } from '../../api/site.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';

export const NOTICES_URL = '/api/v4/site/globalMaintenanceNotificationSettings';

/** What subscribers hear of every maintenance, with nothing left open. */
export type Notices = Readonly<Record<MaintenanceStage, boolean>> & { readonly reminderHours: number };

/** As the product has them before anybody changes them. @see incidents-maintenances §B7 */
const USUAL: Notices = { created: false, reminder: true, started: true, ended: true, reminderHours: 1 };

/** The site's setting for messages about planned work; one for all maintenances. */
@Service({ autoProvided: false })
export class NoticesStore {
  private readonly session = inject(SessionStore);
  readonly canRead = this.session.can('settings.read');
  readonly canWrite = this.session.can('settings.write');
  private readonly answer = httpResource<SiteValue>(() => (this.canRead ? NOTICES_URL : undefined));

  /** null while it is not known. */
  readonly notices = computed<Notices | null>(() => {
    if (this.answer.hasValue()) return fill(this.answer.value().value as MaintenanceNotices);
    // Never stored.
    return this.problemStatus() === 404 ? USUAL : null;
  });
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() && this.problemStatus() !== 404 ? toProblem(error) : null;
  });

  reload(): void {
    this.answer.reload();
  }

  private problemStatus(): number | null {
    const error = this.answer.error();
    return error ? toProblem(error).status : null;
  }
}

const fill = ({ event_types = {}, reminder_buffer_hours }: MaintenanceNotices): Notices => ({
  created: event_types.created ?? USUAL.created,
  reminder: event_types.reminder ?? USUAL.reminder,
  started: event_types.started ?? USUAL.started,
  ended: event_types.ended ?? USUAL.ended,
  reminderHours: reminder_buffer_hours ?? USUAL.reminderHours,
});
