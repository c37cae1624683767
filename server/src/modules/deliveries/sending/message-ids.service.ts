import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../../platform/database/data-sources.js';

/** Ids by which receivers tell repetitions; numbers of rows come again after a restore, so the installation's epoch is part of them. */
@Injectable()
export class MessageIds {
  private known: Promise<string> | undefined;

  constructor(private readonly sources: DataSources) {}

  /** Such as `msg_1f2e3d4c5b6a_41`: the same for every attempt, another one for every delivery of every installation. */
  async of(deliveryId: number): Promise<string> {
    return `msg_${await this.origin()}_${deliveryId}`;
  }

  /** Stands for this installation. */
  async origin(): Promise<string> {
    this.known ??= this.read().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async read(): Promise<string> {
    const [row] = await this.sources
      .get('worker')
      .query<{ installation_id: string; epoch: number }[]>('SELECT installation_id, epoch FROM instance');
    return createHash('sha256')
      .update(`${row?.installation_id ?? ''}:${row?.epoch ?? 0}`)
      .digest('hex')
      .slice(0, 12);
  }
}
