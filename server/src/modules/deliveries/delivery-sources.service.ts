import { type DeliveryKind } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { type DeliverySource } from './delivery.js';

/** Who prepares which kind of delivery. Rooms register in `onModuleInit`. */
@Injectable()
export class DeliverySources {
  private readonly sources = new Map<DeliveryKind, DeliverySource>();

  /** @throws Error when the kind has a source already */
  register(kind: DeliveryKind, source: DeliverySource): void {
    if (this.sources.has(kind)) throw new Error(`Deliveries of the kind “${kind}” have a source already`);
    this.sources.set(kind, source);
  }

  /** @returns undefined when the kind belongs to a newer build, or its room is not there */
  of(kind: DeliveryKind): DeliverySource | undefined {
    return this.sources.get(kind);
  }

  /** Kinds this process can send. */
  kinds(): DeliveryKind[] {
    return [...this.sources.keys()];
  }
}
