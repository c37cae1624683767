import { IncidentTemplateEntity } from '@clarion/database/incidents/incident-template.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { isUniqueViolation } from '../../platform/database/transient-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';
import { AuditService } from '../audit/audit.service.js';

/** What a template says. */
export type TemplateColumns = Pick<IncidentTemplateEntity, 'name' | 'title' | 'comment' | 'state' | 'monitors' | 'isGlobal'>;

/** Called with the template as it is: throws when the change was made from an older version. */
export type AssertCurrentTemplate = (current: IncidentTemplateEntity) => void;

/** The usual words for incidents. Variables in them are the dashboard's to replace. */
@Injectable()
export class IncidentTemplatesService {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
  ) {}

  /** By name. */
  async list(): Promise<IncidentTemplateEntity[]> {
    return this.sources
      .get('web')
      .getRepository(IncidentTemplateEntity)
      .find({ order: { name: 'ASC' } });
  }

  /** @throws AppError `BAD_REQUEST` for a taken name */
  async create(actor: Actor, columns: TemplateColumns): Promise<IncidentTemplateEntity> {
    return refusingTaken(columns.name, () =>
      this.work.run(actor, async (tx) => {
        const { identifiers } = await tx.insert(IncidentTemplateEntity, columns);
        const row = await tx.findOneByOrFail(IncidentTemplateEntity, { id: identifiers[0]!['id'] as number });
        await this.note(tx, actor, 'create', row.id, { after: auditable(row) });
        return row;
      }),
    );
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`, `BAD_REQUEST` for a taken name */
  async update(
    actor: Actor,
    id: number,
    columns: Partial<TemplateColumns>,
    assertCurrent: AssertCurrentTemplate,
  ): Promise<IncidentTemplateEntity> {
    return refusingTaken(columns.name ?? '', () =>
      this.work.run(actor, async (tx) => {
        const row = await lockTemplate(tx, id);
        assertCurrent(row);
        if (Object.values(columns).every((value) => value === undefined)) return row;
        await tx.update(IncidentTemplateEntity, { id }, columns);
        const changed = await tx.findOneByOrFail(IncidentTemplateEntity, { id });
        await this.note(tx, actor, 'update', id, { before: auditable(row), after: auditable(changed) });
        return changed;
      }),
    );
  }

  /** @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED` */
  async remove(actor: Actor, id: number, assertCurrent: AssertCurrentTemplate): Promise<void> {
    await this.work.run(actor, async (tx) => {
      const row = await lockTemplate(tx, id);
      assertCurrent(row);
      await tx.delete(IncidentTemplateEntity, { id });
      await this.note(tx, actor, 'delete', id, { before: auditable(row) });
    });
  }

  private async note(
    tx: EntityManager,
    actor: Actor,
    verb: string,
    entityId: number,
    sides: { before?: object; after?: object },
  ): Promise<void> {
    await this.audit.add(tx, actor, { action: `incident_template.${verb}`, entityType: 'incident_template', entityId, ...sides });
  }
}

/** The template, held until the transaction ends. @throws AppError `NOT_FOUND` */
async function lockTemplate(tx: EntityManager, id: number): Promise<IncidentTemplateEntity> {
  const row = await tx.findOne(IncidentTemplateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (row === null) throw notFound('Template');
  return row;
}

async function refusingTaken<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'incident_templates_name_key')) throw invalidField('name', `A template named “${name}” already exists`);
    throw error;
  }
}

const auditable = ({ name, title, comment, state, monitors, isGlobal }: IncidentTemplateEntity): TemplateColumns => ({
  ...{ name, title, comment, state, monitors, isGlobal },
});
