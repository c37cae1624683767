import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { DataSources } from '../../platform/database/data-sources.js';
import { tokensIn } from '../monitors/probes/interpolate-secrets.js';
import { MonitorSecrets } from '../monitors/type-data/monitor-secrets.service.js';

/** Monitors whose documents are opened in one go, so that a large installation answers others in between. */
const BATCH = 500;

/** Who names a secret, in the order of their names. */
export interface SecretUse {
  /** Tags of living monitors. */
  readonly monitors: readonly string[];
  readonly triggers: readonly string[];
}

/** A trigger's name, and the names after a `$` in its texts. */
export interface TriggerTokens {
  readonly name: string;
  readonly tokens: ReadonlySet<string>;
}

const NOBODY: SecretUse = { monitors: [], triggers: [] };

/** Who names which secret. */
@Injectable()
export class SecretUses {
  private triggers: () => Promise<readonly TriggerTokens[]> = () => Promise.resolve([]);

  constructor(
    private readonly sources: DataSources,
    private readonly monitors: MonitorSecrets,
  ) {}

  /** Triggers use secrets too, and stand on a floor above. */
  registerTriggers(read: () => Promise<readonly TriggerTokens[]>): void {
    this.triggers = read;
  }

  /** Uses by each name after a `$`; names that are no secrets are among them. */
  async byName(): Promise<ReadonlyMap<string, SecretUse>> {
    const [monitors, triggers] = [await this.tagsByName(), new Map<string, string[]>()];
    for (const { name, tokens } of await this.triggers())
      for (const token of tokens) triggers.set(token, [...(triggers.get(token) ?? []), name]);
    const names = new Set([...monitors.keys(), ...triggers.keys()]);
    return new Map([...names].map((name) => [name, { monitors: monitors.get(name) ?? [], triggers: (triggers.get(name) ?? []).sort() }]));
  }

  /** Who names the secret. */
  async of(name: string): Promise<SecretUse> {
    return (await this.byName()).get(name) ?? NOBODY;
  }

  private async tagsByName(): Promise<ReadonlyMap<string, readonly string[]>> {
    const uses = new Map<string, string[]>();
    const repository = this.sources.get('web').getRepository(MonitorEntity);
    for (let last = 0; ;) {
      const monitors = await repository.find({
        select: { id: true, tag: true, typeData: true },
        where: { monitorType: In(['API', 'SQL']), id: MoreThan(last) },
        order: { id: 'ASC' },
        take: BATCH,
      });
      for (const monitor of monitors) {
        for (const name of tokensIn(this.monitors.open(monitor))) uses.set(name, [...(uses.get(name) ?? []), monitor.tag]);
      }
      if (monitors.length < BATCH) break;
      last = monitors.at(-1)!.id;
    }
    for (const tags of uses.values()) tags.sort();
    return uses;
  }
}
