import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { type Actor } from '../../../platform/http/actor.js';
import { Keyring, SecretError } from '../../../platform/secrets/keyring.js';
import { mapSecrets, TypeDataSecrets } from '../type-data-secrets.js';
import { maskTypeData } from './masks.js';

type StoredTypeData = Pick<MonitorEntity, 'id' | 'typeData'>;

/** Purpose of the HMAC by which the audit log tells secrets apart. */
const FINGERPRINT = 'audit-fingerprint';
const FINGERPRINT_DIGITS = 12;

/** Only keys without scopes read secrets in clear, as clients of earlier versions do. @see reliability §“where the contract bends” */
export const maySeeSecrets = (actor: Actor): boolean => actor.kind === 'api_key' && actor.isUnscoped;

/** What the API shows and stores of secrets inside `type_data`. */
@Injectable()
export class MonitorSecrets {
  constructor(
    private readonly secrets: TypeDataSecrets,
    private readonly keyring: Keyring,
  ) {}

  /** The document as its owner wrote it. A secret that no key here opens reads as empty, so one lost key does not hide the monitor. */
  open({ id, typeData }: StoredTypeData): Record<string, unknown> {
    const legible = mapSecrets(typeData ?? {}, (secret) => {
      try {
        return String(this.secrets.open(id, { secretString: secret })['secretString']);
      } catch (error) {
        if (error instanceof SecretError) return '';
        throw error;
      }
    });
    return this.secrets.open(id, legible);
  }

  /** The document as `actor` may see it. */
  shownTo(actor: Actor, monitor: StoredTypeData): Record<string, unknown> {
    const opened = this.open(monitor);
    return maySeeSecrets(actor) ? opened : maskTypeData(opened);
  }

  /** What is stored. @param typeData with its secrets in clear */
  seal(monitorId: number, typeData: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return this.secrets.seal(monitorId, typeData);
  }

  /** A monitor as the audit log keeps it: secrets as fingerprints, which tell a change and nothing else. */
  auditable(monitor: MonitorEntity): object {
    const { id, tag, name, description, image, cron, defaultStatus, status, categoryName, monitorType, externalUrl } = monitor;
    const { confirmationThreshold, includeDegradedInDowntime, isHidden, monitorSettingsJson } = monitor;
    const typeData = mapSecrets(this.open(monitor), (secret) => `#${this.keyring.hmac(FINGERPRINT, secret).slice(0, FINGERPRINT_DIGITS)}`);
    return {
      ...{ id, tag, name, description, image, cron, defaultStatus, status, categoryName, monitorType, typeData, externalUrl },
      ...{ confirmationThreshold, includeDegradedInDowntime, isHidden, monitorSettingsJson },
    };
  }
}
