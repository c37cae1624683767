import { SECRET_LIMITS, SIGNALS } from '@clarion/contract';
import { SecretEntity } from '@clarion/database/platform/secret.entity';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DataSources } from '../database/data-sources.js';
import { SharedRead } from '../database/shared-read.js';
import { isDatabaseUnavailable } from '../database/transient-error.js';
import { Log } from '../logging/log.js';
import { RepeatedWarning } from '../logging/repeated-warning.js';
import { Signals } from '../signals/signals.js';
import { Keyring, SecretError, type SecretPlace } from './keyring.js';

/** What stands behind a `$NAME`. */
export interface SecretValue {
  /** null = there is one, and it cannot be used. */
  readonly value: string | null;
  /** Why it cannot be used, in words; null = it can. */
  readonly problem: string | null;
  /** Origins it may be sent to; null = any. */
  readonly origins: readonly string[] | null;
}

/** Secrets by name, without the `$`. */
export type SecretLookup = Pick<ReadonlyMap<string, SecretValue>, 'get'>;

interface Kept {
  readonly generation: number;
  readonly values: ReadonlyMap<string, SecretValue>;
}

/** The database is away, and this process has not read the secrets yet. */
export class SecretsUnavailable extends Error {
  override readonly name = 'SecretsUnavailable';
}

/** Where the value of a stored secret stands. @see reliability SEC-71 */
export const secretPlace = (id: number): SecretPlace => ({ table: 'secrets', column: 'value', rowId: id });

/**
 * The variables that are secrets, as a look-up of their own. Those that are too short to be blotted out cannot be used; an empty one is
 * nothing, and there is nothing to blot out.
 */
export function secretsOfVariables(variables: ReadonlyMap<string, string>): Map<string, SecretValue> {
  return new Map([...variables].map(([name, value]) => [name, ofVariable(value)]));
}

function ofVariable(value: string): SecretValue {
  if (value === '' || value.length >= SECRET_LIMITS.valueMinimum) return { value, problem: null, origins: null };
  return { value: null, problem: `is shorter than ${SECRET_LIMITS.valueMinimum} characters`, origins: null };
}

/**
 * The secrets of the installation: stored ones, and `SECRET_*` variables where no stored one has the name. Opened values are kept in
 * memory until one changes here or in another process.
 * @see reliability SEC-46, monitors §4
 */
@Injectable()
export class SecretValues implements OnApplicationBootstrap {
  private readonly variables: ReadonlyMap<string, SecretValue>;
  private readonly reads = new SharedRead<'all', ReadonlyMap<string, SecretValue>>(() => this.read());
  private readonly repeated: RepeatedWarning;
  private kept: Kept | undefined;
  /** Grows with every change somebody tells of: what was read under an earlier number may be old. */
  private generation = 0;

  constructor(
    private readonly sources: DataSources,
    private readonly signals: Signals,
    private readonly keyring: Keyring,
    config: Config,
    log: Log,
  ) {
    this.variables = secretsOfVariables(config.secretVariables);
    this.repeated = new RepeatedWarning(log);
  }

  onApplicationBootstrap(): void {
    const forget = (): void => this.forget();
    this.signals.on(SIGNALS.secrets, forget);
    this.signals.onPoll(forget);
  }

  /** The next one who asks reads again. */
  forget(): void {
    this.generation += 1;
  }

  /**
   * All secrets as they are now. While the database is away, as they last were.
   * @throws SecretsUnavailable when they were never read and cannot be now
   */
  async current(): Promise<SecretLookup> {
    const { kept } = this;
    if (kept?.generation === this.generation) return kept.values;
    try {
      return await this.reads.of('all');
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (kept === undefined) throw new SecretsUnavailable('the secrets cannot be read', { cause: error });
      return kept.values;
    }
  }

  private async read(): Promise<ReadonlyMap<string, SecretValue>> {
    const { generation } = this;
    const rows = await this.sources
      .get('worker')
      .getRepository(SecretEntity)
      .find({ select: { id: true, name: true, value: true, origins: true } });
    const values = new Map([...this.variables, ...rows.map((row) => [row.name, this.open(row)] as const)]);
    this.kept = { generation, values };
    return values;
  }

  private open({ id, name, value, origins }: SecretEntity): SecretValue {
    try {
      return { value: this.keyring.decrypt(value, secretPlace(id)), problem: null, origins };
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      this.repeated.warn('unreadable', 'a stored secret cannot be read', { code: name, error });
      return { value: null, problem: 'cannot be read under the present key', origins };
    }
  }
}
