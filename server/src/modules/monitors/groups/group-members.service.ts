import { type Lifecycle, type MonitorType } from '@clarion/contract';
import { GroupMemberEntity } from '@clarion/database/monitors/group-member.entity';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { invalidField } from '../../../platform/errors/app-error.js';
import { type Actor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AuditService } from '../../audit/audit.service.js';
import { ScheduleMonitorsService } from '../checks/schedule-monitors.service.js';
import { MonitorSecrets } from '../type-data/monitor-secrets.service.js';

/** One entry of a GROUP's `type_data.monitors`. */
export interface GroupShare {
  tag: string;
  weight: number;
}

/** A group of fewer has nothing to fold. @see data-model §12 */
const FEWEST_MEMBERS = 2;
const FIELD = 'type_data.monitors';

/** Equal weights of three decimals, floored; the last one takes the remainder, so that they sum to 1 and none is negative. */
export function equalWeights(count: number): number[] {
  const share = Math.floor(1_000 / count) / 1_000;
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? share : Number((1 - share * (count - 1)).toFixed(3))));
}

/** The member list of `type_data`, once it has been judged; anything else is no list. */
export function sharesOf(typeData: Readonly<Record<string, unknown>> | null): GroupShare[] {
  const { monitors } = typeData ?? {};
  if (!Array.isArray(monitors)) return [];
  return monitors.filter(
    (entry): entry is GroupShare =>
      typeof (entry as GroupShare | null)?.tag === 'string' && typeof (entry as GroupShare).weight === 'number',
  );
}

/** Which monitors a GROUP is folded from: the list in its `type_data` and the rows beside it say the same. @see monitors §6.8 */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly schedules: ScheduleMonitorsService,
    private readonly secrets: MonitorSecrets,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes the rows of a group say what its list says.
   * @param group as it will be stored
   * @throws AppError `BAD_REQUEST` naming a tag that is unknown, INACTIVE, a group, or the group itself
   */
  async store(tx: EntityManager, group: { id: number; tag: string }, shares: readonly GroupShare[]): Promise<void> {
    const tags = shares.map(({ tag }) => tag);
    const found = await tx.query<{ id: number; tag: string; status: Lifecycle; type: MonitorType }[]>(
      `SELECT id, tag, status, monitor_type AS type FROM monitors WHERE tag = ANY($1::text[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE`,
      [tags],
    );
    const byTag = new Map(found.map((monitor) => [monitor.tag, monitor]));
    for (const tag of tags) {
      const monitor = byTag.get(tag);
      if (tag === group.tag) throw invalidField(FIELD, 'A group cannot be its own member');
      if (monitor === undefined) throw invalidField(FIELD, `There is no monitor with the tag “${tag}”`);
      if (monitor.type === 'GROUP') throw invalidField(FIELD, `“${tag}” is a group and cannot be a member of one`);
      if (monitor.status !== 'ACTIVE') throw invalidField(FIELD, `“${tag}” is INACTIVE and cannot be a member of a group`);
    }
    await tx.delete(GroupMemberEntity, { groupId: group.id });
    const rows = shares.map(({ tag, weight }, position) => ({ groupId: group.id, monitorId: byTag.get(tag)!.id, weight, position }));
    if (rows.length > 0) await tx.insert(GroupMemberEntity, rows);
  }

  /** Groups do not stand in groups. @throws AppError `BAD_REQUEST` naming the group that a monitor belongs to */
  async assertNoMember(tx: EntityManager, { id, tag }: { id: number; tag: string }): Promise<void> {
    const [group] = await tx.query<{ tag: string }[]>(
      `SELECT g.tag FROM group_members m JOIN monitors g ON g.id = m.group_id AND g.deleted_at IS NULL WHERE m.monitor_id = $1 ORDER BY g.tag LIMIT 1`,
      [id],
    );
    if (group !== undefined) throw invalidField('monitor_type', `“${tag}” is a member of the group “${group.tag}” and cannot become one`);
  }

  /** Forgets the members of a monitor that is no group any more. */
  async clear(tx: EntityManager, groupId: number): Promise<void> {
    await tx.delete(GroupMemberEntity, { groupId });
  }

  /**
   * Takes a monitor out of every group. Those who stay share equally; a group with too few of them becomes INACTIVE.
   * @see data-model §12
   */
  async leaveAll(tx: EntityManager, actor: Actor, monitor: { id: number; tag: string }): Promise<void> {
    const memberships = await tx.find(GroupMemberEntity, { where: { monitorId: monitor.id } });
    if (memberships.length === 0) return;
    const groups = await tx.find(MonitorEntity, {
      where: { id: In(memberships.map(({ groupId }) => groupId)) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const group of groups) await this.leave(tx, actor, group, monitor);
  }

  private async leave(tx: EntityManager, actor: Actor, group: MonitorEntity, { id, tag }: { id: number; tag: string }): Promise<void> {
    const earlier = { ...group };
    const before = this.secrets.auditable(group);
    await tx.delete(GroupMemberEntity, { groupId: group.id, monitorId: id });
    const staying = await tx.find(GroupMemberEntity, { where: { groupId: group.id }, order: { position: 'ASC', monitorId: 'ASC' } });
    const weights = equalWeights(staying.length);
    await tx.save(staying.map((member, index) => Object.assign(member, { weight: weights[index]!, position: index })));
    const shares = sharesOf(group.typeData).filter((share) => share.tag !== tag);
    group.typeData = { ...group.typeData, monitors: shares.map((share, index) => ({ ...share, weight: weights[index] ?? share.weight })) };
    if (staying.length < FEWEST_MEMBERS) group.status = 'INACTIVE';
    await tx.save(group);
    await this.schedules.schedule(tx, group, earlier);
    await this.audit.add(tx, actor, {
      action: 'monitor.update',
      entityType: 'monitor',
      entityId: group.id,
      before,
      after: this.secrets.auditable(group),
    });
    await this.outbox.add(tx, 'monitor.changed', { monitorId: group.id }, { aggregateId: `monitor:${group.id}` });
  }
}
