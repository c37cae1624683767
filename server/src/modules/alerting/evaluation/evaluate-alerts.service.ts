import { type AlertMoment, alertStep, judgeEach } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { failpoint } from '../../../platform/failpoints/failpoint.js';
import { systemActor } from '../../../platform/http/actor.js';
import { DependenciesService } from '../../monitors/dependencies/dependencies.service.js';
import { AlertChanges } from './alert-changes.service.js';
import { ReadVisibleSamples, type VisibleSamples } from './visible-samples.service.js';
import {
  advance,
  isExplanationDue,
  lockWatched,
  type OpenAlert,
  type Watched,
  watchedBehind,
  watchedGroups,
  watchedOf,
} from './watched-rows.js';

/** A rule and its monitor with what is to be judged. */
interface Look {
  watched: Watched;
  moments: readonly AlertMoment[];
  /** How far this look reaches, Unix seconds. */
  until: number;
}

export interface EvaluateOptions {
  /** History was rewritten: what the newest samples say is judged again, also when they were looked at before. */
  isRewritten?: boolean;
}

/**
 * Looks at what was stored, once a sample and rule whoever stored it and however often it is told, and lets alerts begin and end. How far was
 * looked stands beside each rule and monitor: who comes late looks at everything in between, who comes second finds nothing left to do.
 * @see alerting §A3
 */
@Injectable()
export class EvaluateAlerts {
  private readonly actor = systemActor('alerting');

  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly samples: ReadVisibleSamples,
    private readonly dependencies: DependenciesService,
    private readonly changes: AlertChanges,
  ) {}

  /** @param monitorIds those that have new samples; of groups those written on by hand */
  async evaluate(monitorIds: readonly number[], options: EvaluateOptions = {}): Promise<void> {
    await this.settle(await watchedOf(this.reader, monitorIds), options);
  }

  /** Minutes of groups pass whether or not anybody writes one. */
  async evaluateGroups(): Promise<void> {
    await this.settle(await watchedGroups(this.reader), {});
  }

  /** Those that wait for an explanation, and those where something went wrong. */
  async evaluateBehind(): Promise<void> {
    await this.settle(await watchedBehind(this.reader), {});
  }

  private async settle(watched: readonly Watched[], options: EvaluateOptions): Promise<void> {
    if (watched.length === 0) return;
    const looks = await this.lookAt(this.reader, watched, options);
    const eventful = looks.filter(isEventful);
    await advance(
      this.reader,
      looks.filter((look) => !isEventful(look)).map(({ watched: each, until }) => ({ watched: each, to: until })),
    );
    const failures: unknown[] = [];
    for (const look of eventful) {
      // Each by itself: what goes wrong with one alert holds up no other.
      await this.change(look, options).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${eventful.length} alerts could not be changed`);
  }

  /** Alerts of one rule and monitor, under its lock, by what is stored then. */
  private async change({ watched: seen, until }: Look, options: EvaluateOptions): Promise<void> {
    const { configId, monitor } = seen;
    // The same outage, seen here first: whoever explains it is checked within the minute.
    if (seen.open === null && (await isExplanationDue(this.reader, monitor.id, until))) return;
    const isHeldBack = (await this.dependencies.whoHoldsBack(monitor.id)).length > 0;
    if (isHeldBack && seen.open === null) {
      await advance(this.reader, [{ watched: seen, to: until }]);
      return;
    }
    await this.work.run(this.actor, async (tx) => {
      const watched = await lockWatched(tx, configId, monitor.id);
      if (watched === null) return;
      const [look] = await this.lookAt(tx, [watched], options);
      if (look === undefined) return;
      let open = watched.open;
      for (const { verdict } of look.moments) open = await this.step(tx, watched, open, alertStep(open !== null, verdict), isHeldBack);
      await advance(tx, [{ watched, to: look.until }]);
      await failpoint('alert.before_commit');
    });
    await failpoint('alert.after_commit');
  }

  private async step(
    tx: EntityManager,
    watched: Watched,
    open: OpenAlert | null,
    step: ReturnType<typeof alertStep>,
    isHeldBack: boolean,
  ): Promise<OpenAlert | null> {
    const { configId, monitor, createIncident } = watched;
    const facts = factsOf(watched);
    if (step === 'close' && open !== null) {
      await this.changes.close(tx, this.actor, { ...open, configId, monitorId: monitor.id, facts }, { reason: null });
      return null;
    }
    // An alert that waits begins with the first sample after the wait that still says so.
    if (step !== 'open' || isHeldBack || watched.isMuted) return open;
    const alert = await this.changes.open(tx, this.actor, { configId, monitorId: monitor.id, createIncident, facts });
    return alert === null ? open : { id: alert.id, incidentId: alert.incidentId, triggeredAt: alert.at };
  }

  private async lookAt(db: EntityManager, watched: readonly Watched[], { isRewritten = false }: EvaluateOptions): Promise<Look[]> {
    const visible = await this.samples.of(db, watched);
    return watched.map((each, index) => lookOf(each, visible[index]!, isRewritten));
  }

  private get reader(): EntityManager {
    return this.sources.get('worker').manager;
  }
}

function lookOf(watched: Watched, { newestFirst, fresh, newestAt, isFrozen }: VisibleSamples, isRewritten: boolean): Look {
  const last = newestFirst[0]?.timestamp;
  const isAgain = isRewritten && !isFrozen;
  return {
    watched,
    moments: judgeEach(
      watched,
      newestFirst,
      watched.monitor.formulas,
      ({ timestamp }) => fresh.has(timestamp) || (isAgain && timestamp === last),
    ),
    // Samples that were deleted are looked at when they come again.
    until: newestAt ?? watched.evaluatedUntil,
  };
}

/** Whether any of what is judged would begin or end an alert. */
function isEventful({ watched, moments }: Look): boolean {
  if (watched.isMuted && watched.open === null) return false;
  return moments.some(({ verdict }) => alertStep(watched.open !== null, verdict) !== 'keep');
}

/** What the incident of an alert says. */
export const factsOf = ({ monitor, alertFor, alertValue, severity, description, failureThreshold, successThreshold }: Watched) => ({
  monitor: { tag: monitor.tag, name: monitor.name },
  ...{ alertFor, alertValue, severity, description, failureThreshold, successThreshold },
});
