import { LIMITS } from '@clarion/contract';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { DEFAULT_LOCALE, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Actor } from '../../platform/http/actor.js';
import { type AlertFacts, alertTable, alertTitle, impactOfAlert } from './alert-text.js';
import { IncidentCommentsService } from './incident-comments.service.js';
import { IncidentsService } from './incidents.service.js';

/** Incidents that alerts open and resolve, in the transaction of the alert. They never decide a status. @see incidents-maintenances §A7 */
@Injectable()
export class AlertIncidents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentsService,
    private readonly comments: IncidentCommentsService,
  ) {}

  /**
   * Opens the incident of an alert, with its first update.
   * @param triggeredAt when the alert began, Unix seconds
   * @returns id of the incident, for the alert's row
   */
  async open(actor: Actor, facts: AlertFacts, triggeredAt: number): Promise<number> {
    const { result } = await this.incidents.create(actor, {
      title: alertTitle(DEFAULT_LOCALE, facts, LIMITS.title),
      startDateTime: triggeredAt,
      endDateTime: null,
      isGlobal: true,
      monitors: [{ tag: facts.monitor.tag, impact: impactOfAlert(facts) }],
      nextUpdateAt: null,
      source: 'ALERT',
      comment: `${facts.description ?? translate(DEFAULT_LOCALE, 'incident.alert.triggered')}\n\n${alertTable(DEFAULT_LOCALE, facts, 'TRIGGERED')}`,
      state: 'INVESTIGATING',
      isQuiet: false,
    });
    return result.row.id;
  }

  /**
   * Resolves it again, unless somebody did or closed it.
   * @param triggeredAt when the alert began, Unix seconds
   * @param resolvedAt when it ended, Unix seconds
   * @returns whether it was still open
   */
  async resolve(actor: Actor, incidentId: number, facts: AlertFacts, triggeredAt: number, resolvedAt: number): Promise<boolean> {
    return this.work.run(actor, async (tx) => {
      const row = await tx.findOne(IncidentEntity, { where: { id: incidentId }, lock: { mode: 'pessimistic_write' } });
      if (row === null || row.state === 'RESOLVED' || row.status === 'CLOSED') return false;
      const count = Math.floor((resolvedAt - triggeredAt) / 60);
      await this.comments.add(actor, incidentId, {
        comment: `${translate(DEFAULT_LOCALE, 'incident.alert.resolved', { count })}\n\n${alertTable(DEFAULT_LOCALE, facts, 'RESOLVED')}`,
        state: 'RESOLVED',
        commentedAt: resolvedAt,
        monitors: [],
        nextUpdateAt: null,
        isQuiet: false,
      });
      return true;
    });
  }
}
