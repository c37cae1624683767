import { MINUTE } from '@clarion/domain';
import type { MeantMonitor } from '@clarion/database/incidents/incident-draft.entity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import type { Actor } from '../../../platform/http/actor.js';
import { IncidentCommentsService } from '../../incidents/incident-comments.service.js';
import { IncidentsService } from '../../incidents/incidents.service.js';
import { MonitorsService } from '../../monitors/monitors.service.js';
import { DEMO_INCIDENTS, type DemoIncident } from './incident-scenario.js';

/** Gives the sample services a past that somebody told of. */
@Injectable()
export class DemoIncidents {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly comments: IncidentCommentsService,
    private readonly monitors: MonitorsService,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were made: none where there are incidents already */
  async fill(actor: Actor): Promise<number> {
    if ((await this.incidents.list({ from: null, to: null, tags: null })).length > 0) return 0;
    for (const incident of DEMO_INCIDENTS) await this.tell(actor, incident);
    return DEMO_INCIDENTS.length;
  }

  private async tell(actor: Actor, { title, startedAgo, isGlobal, impacts, updates, report }: DemoIncident): Promise<void> {
    const start = this.clock.now() - startedAgo * MINUTE;
    const [first, ...later] = updates;
    const { result } = await this.incidents.create(actor, {
      title,
      startDateTime: start,
      endDateTime: null,
      isGlobal,
      monitors: await this.existing(impacts),
      nextUpdateAt: null,
      source: 'DASHBOARD',
      comment: first.comment,
      state: first.state,
      isQuiet: true,
    });
    for (const { after, state, comment, impacts: changes = {}, promise } of later) {
      const commentedAt = start + after * MINUTE;
      await this.comments.add(actor, result.row.id, {
        comment,
        state,
        commentedAt,
        monitors: await this.existing(changes),
        nextUpdateAt: promise === undefined ? null : commentedAt + promise * MINUTE,
        isQuiet: true,
      });
    }
    if (report !== undefined) await this.incidents.writeReport(actor, result.row.id, { report, isPublished: true }, () => undefined);
  }

  /** A small demonstration has only some of the services. */
  private async existing(impacts: DemoIncident['impacts']): Promise<MeantMonitor[]> {
    const meant: MeantMonitor[] = [];
    for (const [tag, impact] of Object.entries(impacts)) if ((await this.monitors.find(tag)) !== null) meant.push({ tag, impact });
    return meant;
  }
}
