import type { TriggerType } from '@clarion/contract';
import { TriggerEntity } from '@clarion/database/alerting/trigger.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { systemActor } from '../../../platform/http/actor.js';
import { OnUpkeep } from '../../../platform/queue/upkeep.js';
import { Keyring, SecretError, type SecretPlace } from '../../../platform/secrets/keyring.js';
import { tokensInTexts } from '../../monitors/probes/interpolate-secrets.js';
import { SecretUses, type TriggerTokens } from '../../secrets/secret-uses.service.js';
import { fromDocument, mapMetaSecrets, toDocument, type TriggerMeta } from './trigger-meta.js';

const RESEAL_MS = 60 * 60_000;
const place = (id: number): SecretPlace => ({ table: 'triggers', column: 'trigger_meta', rowId: id });

/** Addresses and keys of triggers, sealed to their row. @see reliability SEC-71, OPS-05 */
@Injectable()
export class TriggerSeals implements OnModuleInit {
  constructor(
    private readonly sources: DataSources,
    private readonly work: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly uses: SecretUses,
  ) {}

  onModuleInit(): void {
    this.uses.registerTriggers(() => this.tokens());
  }

  /** The document of the table. */
  seal(id: number, meta: TriggerMeta, type: TriggerType): Record<string, unknown> {
    return toDocument(
      mapMetaSecrets(meta, type, (secret) => this.keyring.encrypt(secret, place(id))),
      type,
    );
  }

  /** A secret that no key here opens reads as empty: one lost key does not hide the trigger. */
  open({ id, triggerType, triggerMeta }: TriggerEntity): TriggerMeta {
    return mapMetaSecrets(fromDocument(triggerMeta, triggerType), triggerType, (secret) =>
      Keyring.isSealed(secret) ? (this.secretIn(secret, id) ?? '') : secret,
    );
  }

  /** Seals what was sealed under an earlier key under the present one, so that the earlier one can go. What no key opens stays. */
  @OnUpkeep('triggers', { everyMs: RESEAL_MS })
  async reseal(): Promise<void> {
    for (const row of await this.sources
      .get('upkeep')
      .getRepository(TriggerEntity)
      .find({ order: { id: 'ASC' } })) {
      const { id, triggerType: type, triggerMeta: before } = row;
      const again = (sealed: string): string => (this.isOld(sealed) ? this.sealedAgain(sealed, id) : sealed);
      const after = toDocument(mapMetaSecrets(fromDocument(before, type), type, again), type);
      if (JSON.stringify(after) === JSON.stringify(toDocument(fromDocument(before, type), type))) continue;
      // Somebody may have changed it meanwhile.
      await this.work.run(systemActor('secrets'), (tx) =>
        tx.query(`UPDATE triggers SET trigger_meta = $3 WHERE id = $1 AND trigger_meta = $2::jsonb`, [id, JSON.stringify(before), after]),
      );
    }
  }

  private async tokens(): Promise<TriggerTokens[]> {
    const rows = await this.sources.get('web').getRepository(TriggerEntity).find();
    return rows.map((row) => ({ name: row.name, tokens: tokensInTexts(this.open(row)) }));
  }

  private isOld(sealed: string): boolean {
    return Keyring.isSealed(sealed) && !sealed.startsWith(`v1.${this.keyring.kid}.`);
  }

  private sealedAgain(sealed: string, id: number): string {
    const secret = this.secretIn(sealed, id);
    return secret === null ? sealed : this.keyring.encrypt(secret, place(id));
  }

  /** null = no key here opens it. */
  private secretIn(sealed: string, id: number): string | null {
    try {
      return this.keyring.decrypt(sealed, place(id));
    } catch (error) {
      if (error instanceof SecretError) return null;
      throw error;
    }
  }
}
