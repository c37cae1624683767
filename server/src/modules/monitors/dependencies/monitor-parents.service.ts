import { dependencyCycle } from '@clarion/domain';
import { MonitorParentEntity } from '@clarion/database/monitors/monitor-parent.entity';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { invalidField, notFound } from '../../../platform/errors/app-error.js';
import { type Actor } from '../../../platform/http/actor.js';
import { AuditService } from '../../audit/audit.service.js';
import { allParents, childrenOf, type LinkedMonitor, parentsOf, reachedFrom } from './dependency-rows.js';

const FIELD = 'parents';
/** Two people who link at the same time, or make groups of each other's monitors, could close a circle that neither of them sees. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('monitor_parents'))`;

type Monitor = Pick<MonitorEntity, 'id' | 'tag'>;
const tagsOf = (monitors: readonly LinkedMonitor[]): string[] => monitors.map(({ tag }) => tag);

/** Which monitors a monitor depends on. What follows from it is read in `DependenciesService`. */
@Injectable()
export class MonitorParents {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** Tags, ascending. */
  async of(monitorId: number): Promise<string[]> {
    return tagsOf(await parentsOf(this.sources.get('web').manager, monitorId));
  }

  /** Everybody who has parents, by tag; tags ascending. */
  async all(): Promise<{ tag: string; parents: string[] }[]> {
    return allParents(this.sources.get('web').manager);
  }

  /**
   * Makes these the parents of a monitor, instead of those it has.
   * @param assertCurrent called with the tags as they are: throws when the change was made from others
   * @returns tags, ascending
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`; `BAD_REQUEST` for what `link` refuses
   */
  async replace(
    actor: Actor,
    monitor: Monitor,
    tags: readonly string[],
    assertCurrent: (tags: readonly string[]) => void,
  ): Promise<string[]> {
    return this.work.run(actor, async (tx) => {
      // Before everything else: who deletes a monitor takes it first as well.
      await this.lock(tx);
      if (!(await tx.existsBy(MonitorEntity, { id: monitor.id }))) throw notFound('Monitor');
      const before = tagsOf(await parentsOf(tx, monitor.id));
      assertCurrent(before);
      await this.link(tx, monitor, tags);
      const after = tagsOf(await parentsOf(tx, monitor.id));
      await this.auditChange(tx, actor, monitor.id, before, after);
      return after;
    });
  }

  /**
   * Stores the links of a monitor.
   * @throws AppError `BAD_REQUEST` for an unknown tag, the monitor itself, and links that would close a circle
   */
  async link(tx: EntityManager, monitor: Monitor, tags: readonly string[]): Promise<void> {
    await tx.delete(MonitorParentEntity, { monitorId: monitor.id });
    const wanted = [...new Set(tags)];
    if (wanted.length === 0) return;
    await this.lock(tx);
    if (wanted.includes(monitor.tag)) throw invalidField(FIELD, 'A monitor cannot depend on itself');
    const found = await tx.find(MonitorEntity, { select: { id: true, tag: true }, where: { tag: In(wanted) } });
    const idOf = new Map(found.map(({ id, tag }) => [tag, id]));
    const unknown = wanted.find((tag) => !idOf.has(tag));
    if (unknown !== undefined) throw invalidField(FIELD, `There is no monitor with the tag “${unknown}”`);
    const ids = wanted.map((tag) => idOf.get(tag)!);
    // What is left of its links now are the members of a group.
    const links = await reachedFrom(tx, [monitor.id, ...ids]);
    await refuseCircle(tx, FIELD, dependencyCycle(monitor.id, [...ids, ...(links.get(monitor.id) ?? [])], links));
    await tx.insert(
      MonitorParentEntity,
      ids.map((parentId) => ({ monitorId: monitor.id, parentId })),
    );
  }

  /**
   * A group depends on its members too: none of them may depend on the group.
   * @param group with its members stored
   * @throws AppError `BAD_REQUEST` naming the circle
   */
  async assertNoneDependsOn(tx: EntityManager, group: Monitor): Promise<void> {
    const links = await reachedFrom(tx, [group.id]);
    await refuseCircle(tx, 'type_data.monitors', dependencyCycle(group.id, links.get(group.id) ?? [], links));
  }

  /** Forgets the links of a monitor in both directions, and tells the log whose alerts they held back. */
  async leaveAll(tx: EntityManager, actor: Actor, monitorId: number): Promise<void> {
    const children = await childrenOf(tx, monitorId);
    const before = new Map<number, string[]>();
    for (const { id } of children) before.set(id, tagsOf(await parentsOf(tx, id)));
    await tx.delete(MonitorParentEntity, [{ monitorId }, { parentId: monitorId }]);
    for (const { id } of children) await this.auditChange(tx, actor, id, before.get(id) ?? [], tagsOf(await parentsOf(tx, id)));
  }

  /**
   * Lets nobody else change links and members of groups until the transaction ends. It comes before every row of a monitor: taken in another
   * order, two transactions would wait for each other.
   */
  async lock(tx: EntityManager): Promise<void> {
    await tx.query(LOCK);
  }

  private async auditChange(
    tx: EntityManager,
    actor: Actor,
    monitorId: number,
    before: readonly string[],
    after: readonly string[],
  ): Promise<void> {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await this.audit.add(tx, actor, {
      action: 'monitor.update',
      entityType: 'monitor',
      entityId: monitorId,
      before: { parents: before },
      after: { parents: after },
    });
  }
}

async function refuseCircle(tx: EntityManager, field: string, circle: readonly number[] | null): Promise<void> {
  if (circle === null) return;
  const monitors = await tx.find(MonitorEntity, { select: { id: true, tag: true }, where: { id: In([...circle]) } });
  const tagOf = new Map(monitors.map(({ id, tag }) => [id, tag]));
  const words = circle.map((id) => tagOf.get(id) ?? `#${id}`).join(' → ');
  throw invalidField(field, `These monitors would depend on each other in a circle: ${words}`);
}
