import { CHANNEL_URLS } from '@clarion/contract';
import { type HeaderList } from '../../../platform/egress/request-headers.js';
import { type HttpEndpoint, type HttpMessage, type NoteMessage, type Outcome } from '../delivery.js';

/** A message on its way to one endpoint. */
export interface Letter {
  /** The same with every attempt: what receivers tell repetitions by. */
  readonly id: string;
  readonly endpoint: HttpEndpoint;
  readonly message: HttpMessage | NoteMessage;
  /** One key for everything about one problem, from its beginning to its end. */
  readonly dedupKey: string;
  /** Unix seconds. */
  readonly now: number;
}

/** A request in the words of one provider. */
export interface ChannelRequest {
  readonly url: string;
  /** POST. */
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly headers: HeaderList;
  readonly body: string | Uint8Array;
}

/** A request of words. */
export interface WrittenRequest extends ChannelRequest {
  readonly body: string;
}

/** One provider's format. Pure: it writes the request and reads the answer, and sends nothing itself. */
export interface Channel {
  /** @throws CannotSend when the endpoint lacks something this provider needs */
  request(letter: Letter): ChannelRequest;
  /** For providers that say no with a 2xx. @returns undefined when the status says it all */
  read?(status: number, body: string): Outcome | undefined;
}

/** The endpoint cannot be used as it is; an operator mends it. */
export class CannotSend extends Error {
  override readonly name = 'CannotSend';
}

export const JSON_TYPE: HeaderList = [['content-type', 'application/json']];

/** @throws CannotSend */
export function urlOf({ channel, url }: HttpEndpoint): string {
  const known = url ?? (CHANNEL_URLS as Partial<Record<string, string>>)[channel];
  if (known === undefined || known === '') throw new CannotSend('the address is missing');
  return known;
}

/** An address below a provider's. @param parts of the path, each escaped */
export const below = (url: string, ...parts: readonly string[]): string =>
  `${url.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`;

/** @throws CannotSend */
export function keyOf({ keys }: HttpEndpoint, name: string): string {
  const value = keys?.[name] ?? '';
  if (value === '') throw new CannotSend(`${name} is missing`);
  return value;
}

/** A body that somebody wrote goes out as it is, with the headers they gave. A header of theirs wins, whatever its case. */
export function asWritten({ endpoint, message }: Letter, note: (message: NoteMessage) => object): WrittenRequest {
  const [body, type] = message.type === 'http' ? [message.body, message.contentType] : [JSON.stringify(note(message)), 'application/json'];
  return {
    url: urlOf(endpoint),
    headers: withDefaults(endpoint.headers ?? [], [
      ['content-type', type],
      ['accept', 'application/json'],
    ]),
    body,
  };
}

/** Headers, and those of `defaults` that are not among them. */
export function withDefaults(headers: HeaderList, defaults: HeaderList): HeaderList {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return [...headers, ...defaults.filter(([name]) => !names.has(name.toLowerCase()))];
}

/** Cuts a text to what a provider takes, by whole characters. */
export function cut(text: string, most: number): string {
  const chars = [...text];
  return chars.length <= most ? text : `${chars.slice(0, most - 1).join('')}…`;
}

/** One line: for titles. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** `2026-03-02T10:15:02.000Z` */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
