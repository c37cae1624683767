import { type Status } from '@clarion/contract';
import { ancestorsOf, whoHoldsBack } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { MonitorStatesService } from '../monitor-states.service.js';
import { childrenOf, type LinkedMonitor, namedAbove, parentsOf } from './dependency-rows.js';

/** A monitor at the other end of a link, as it is now. */
export interface LinkedState extends LinkedMonitor {
  status: Status;
}

/** What a monitor depends on, and what depends on it. */
export interface Dependencies {
  /** Those it names, by tag. */
  parents: LinkedState[];
  /** Those that name it, by tag. */
  children: LinkedState[];
  /** For whose sake its new alerts are held back now; also those its parents depend on. */
  heldBackBy: LinkedMonitor[];
}

/** What follows from who depends on whom: whose new alerts are held back. Checks and history are nobody's business here. */
@Injectable()
export class DependenciesService {
  constructor(
    private readonly sources: DataSources,
    private readonly states: MonitorStatesService,
  ) {}

  /** @param monitorId of a living monitor */
  async of(monitorId: number): Promise<Dependencies> {
    const [parents, children] = [await parentsOf(this.db, monitorId), await childrenOf(this.db, monitorId)];
    const statusOf = await this.statuses([...parents, ...children].map(({ id }) => id));
    const withStatus = (monitor: LinkedMonitor): LinkedState => ({ ...monitor, status: statusOf.get(monitor.id)?.shown ?? 'NO_DATA' });
    return {
      parents: parents.map(withStatus),
      children: children.map(withStatus),
      heldBackBy: await this.whoHoldsBack(monitorId),
    };
  }

  /**
   * Asked before a new alert of a monitor is opened: it waits while anybody is answered. Alerts that are open already go their way.
   * @returns DOWN ancestors as people see them, the nearest first; a paused one explains nothing
   */
  async whoHoldsBack(monitorId: number): Promise<LinkedMonitor[]> {
    const links = await namedAbove(this.db, monitorId);
    const ancestors = ancestorsOf(monitorId, links);
    if (ancestors.length === 0) return [];
    const states = await this.statuses(ancestors);
    const statusOf = new Map([...states].filter(([, { isPaused }]) => !isPaused).map(([id, { shown }]) => [id, shown]));
    return whoHoldsBack(monitorId, links, statusOf).flatMap((id) => states.get(id)?.monitor ?? []);
  }

  private get db(): EntityManager {
    return this.sources.get('web').manager;
  }

  private async statuses(ids: readonly number[]): Promise<Map<number, { monitor: LinkedMonitor; shown: Status; isPaused: boolean }>> {
    if (ids.length === 0) return new Map();
    return new Map(
      (await this.states.ofIds(ids)).map(({ candidate: { id, tag, name, status }, present }) => [
        id,
        { monitor: { id, tag, name }, shown: present.status, isPaused: status !== 'ACTIVE' },
      ]),
    );
  }
}
