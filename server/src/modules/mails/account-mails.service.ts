import type { EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeliverySources } from '../deliveries/delivery-sources.service.js';
import type { DeliverySource, DueDelivery, Prepared, Suppressed } from '../deliveries/delivery.js';

/** Mails to one person that no fact stands for: codes and links. The payload names the template, and with it the room that writes it. */
@Injectable()
export class AccountMails implements DeliverySource, OnModuleInit {
  private readonly sources = new Map<EmailTemplateId, DeliverySource>();

  constructor(private readonly kinds: DeliverySources) {}

  onModuleInit(): void {
    this.kinds.register('account', this);
  }

  /** @param source prepares deliveries whose payload has this template as `mail` */
  register(mail: EmailTemplateId, source: DeliverySource): void {
    this.sources.set(mail, source);
  }

  async prepare(delivery: DueDelivery): Promise<Prepared | Suppressed> {
    const source = this.sources.get(delivery.payload['mail'] as EmailTemplateId);
    if (source === undefined) return { reason: 'Nobody here writes this mail.' };
    return source.prepare(delivery);
  }
}
