import type { JobKind } from '@clarion/contract';
import { type JobItemEntity } from '@clarion/database/jobs/job-item.entity';
import { type JobEntity } from '@clarion/database/jobs/job.entity';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor } from '../../platform/http/actor.js';
import { Keyring } from '../../platform/secrets/keyring.js';
import { importPlace } from './create-jobs.service.js';
import { type DeedOutcome } from './monitor-deeds.service.js';

/**
 * What is done to one row that another room has asked for, as a part of `tx`.
 * @param row as it was handed to `CreateJobsService.createRows` @throws AppError for what keeps this row from being done
 */
export type RowDeed = (tx: EntityManager, actor: Actor, row: string) => Promise<DeedOutcome['state']>;

/** Jobs of other rooms: those register what is done, by kind, in `onModuleInit`. */
@Injectable()
export class RowDeeds {
  private readonly deeds = new Map<JobKind, RowDeed>();

  constructor(private readonly keyring: Keyring) {}

  register(kind: JobKind, deed: RowDeed): void {
    this.deeds.set(kind, deed);
  }

  /** @returns null when the kind is none of theirs */
  async do(tx: EntityManager, actor: Actor, { id, kind }: JobEntity, { position, input }: JobItemEntity): Promise<DeedOutcome | null> {
    const deed = this.deeds.get(kind);
    if (deed === undefined) return null;
    const row = this.keyring.decrypt(String(input), importPlace(id, position));
    return { state: await deed(tx, actor, row), former: null };
  }
}
