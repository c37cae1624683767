import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { blotter } from './channels/blot.js';
import { CannotSend } from './channels/channel.js';
import { HTTP_CHANNELS } from './channels/http-channels.js';
import { type HttpEndpoint, type HttpMessage, isSuppressed, type NoteMessage, type DueDelivery, type Prepared } from './delivery.js';
import { DeliverySources } from './delivery-sources.service.js';

/** A message as its recipient would read it, without what only he may know. */
export interface MessagePreview {
  readonly subject: string | null;
  /** Of mails. */
  readonly html: string | null;
  readonly text: string | null;
  /** Link of a note. */
  readonly link: { readonly url: string; readonly text: string } | null;
  /** Short facts of a note, label and value. */
  readonly fields: readonly (readonly [label: string, value: string])[];
  /** What is posted, exactly; null for mails, for what is sealed, and where the address lacks something. */
  readonly body: string | null;
  /** Why it would not be sent; everything else is null then. */
  readonly reason: string | null;
}

const NOTHING: MessagePreview = { subject: null, html: null, text: null, link: null, fields: [], body: null, reason: null };

/** Writes messages without sending them, by the code that sends them. */
@Injectable()
export class PreviewMessages {
  constructor(
    private readonly sources: DeliverySources,
    private readonly clock: Clock,
  ) {}

  /** @param delivery as it would be when its turn has come */
  async of(delivery: DueDelivery): Promise<MessagePreview> {
    const prepared = await this.sources.of(delivery.kind)?.prepare(delivery);
    if (prepared === undefined) return { ...NOTHING, reason: 'Nobody here writes such messages.' };
    if (isSuppressed(prepared)) return { ...NOTHING, reason: prepared.reason };
    return this.shown(prepared);
  }

  private shown(prepared: Prepared): MessagePreview {
    const { endpoint, message } = prepared;
    const blot = blotter(prepared);
    if (message.type === 'mail') {
      return { ...NOTHING, subject: blot(message.subject), html: blot(message.html), text: blot(message.text) };
    }
    const body = endpoint.type === 'http' ? this.bodyOf(endpoint, message, prepared.dedupKey ?? '') : null;
    const posted = { ...NOTHING, body: body === null ? null : blot(body) };
    if (message.type === 'http') return posted;
    const { title, text, url, linkText, fields = [] } = message;
    return {
      ...posted,
      ...{ subject: blot(title), text: blot(text), link: { url: blot(url), text: linkText } },
      fields: fields.map(([label, value]) => [label, blot(value)] as const),
    };
  }

  private bodyOf(endpoint: HttpEndpoint, message: HttpMessage | NoteMessage, dedupKey: string): string | null {
    try {
      const { body } = HTTP_CHANNELS[endpoint.channel].request({ id: 'preview', endpoint, message, dedupKey, now: this.clock.now() });
      // What browsers get is sealed: nobody could read it.
      return typeof body === 'string' ? body : null;
    } catch (error) {
      if (error instanceof CannotSend) return null;
      throw error;
    }
  }
}
