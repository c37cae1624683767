import { randomBytes } from 'node:crypto';
import type { MailMessage } from '../deliveries/delivery.js';

/** Of a place, hexadecimal: longer than any token, so what fits with it fits with them. */
const BYTES = 32;

/**
 * Stands for the token of a link while a text is written once for many readers. Nobody can guess it, so nobody can write it into a text; like
 * tokens it has only letters, digits and dashes, which look the same in HTML, in plain text and in addresses.
 */
export const aPlace = (): string => randomBytes(BYTES).toString('hex');

/** The mail of one reader. @param tokens what stands in each place; of letters, digits and dashes */
export function fillPlaces(message: MailMessage, tokens: readonly (readonly [place: string, token: string])[]): MailMessage {
  const fill = (text: string): string => tokens.reduce((left, [place, token]) => left.replaceAll(place, token), text);
  return { ...message, subject: fill(message.subject), html: fill(message.html), text: fill(message.text) };
}
