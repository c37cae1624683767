import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';

/** @see RFC 5321 §4.5.3.1 */
const LONGEST_ADDRESS = 254;
const LONGEST_NAME = 200;
const LONGEST_SUBJECT = 500;
const LONGEST_HEADER = 2000;
const MOST_ADDRESSES = 50;

/** Plain addresses: no quoting, no routes. The mail server has the last word. */
const ADDRESS = /^[^\s@<>(),;:"[\]\\\p{Cc}]+@[^\s@<>(),;:"[\]\\\p{Cc}]+$/u;

/** One mailbox. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** What would end a header, or hide in one. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** A text as a header takes it: one line, nothing invisible that ends it. @see reliability OBX-08 */
export const headerText = (text: string, most = LONGEST_HEADER): string =>
  [...text.replaceAll(CONTROL, ' ').trim()].slice(0, most).join('');

export const subjectOf = (text: string): string => headerText(text, LONGEST_SUBJECT);

/** @returns the mailboxes of a list, or null when one of them is none. Groups, and addresses with control characters, are none */
export function mailboxesOf(text: string): Mailbox[] | null {
  const parsed = addressparser(text.slice(0, MOST_ADDRESSES * (LONGEST_ADDRESS + LONGEST_NAME)));
  if (parsed.length === 0 || parsed.length > MOST_ADDRESSES) return null;
  const boxes = parsed.map((entry) => ({ name: headerText(entry.name, LONGEST_NAME), address: entry.address ?? '' }));
  return boxes.every(({ address }) => address.length <= LONGEST_ADDRESS && ADDRESS.test(address)) ? boxes : null;
}

/** Ids of mails end with the sender's domain. */
const domainOf = ({ address }: Mailbox): string => domainToASCII(address.slice(address.lastIndexOf('@') + 1)) || 'localhost';

/** The same with every attempt. @param id of the delivery */
export const messageIdOf = (id: string, sender: Mailbox): string => `<${id}@${domainOf(sender)}>`;

/** Root of a thread: everything about one thing hangs on it, though no mail has this id. @param thread such as `msg-1a2b:incident:88` */
export const threadIdOf = (thread: string, sender: Mailbox): string =>
  `<thread-${createHash('sha256').update(thread).digest('hex').slice(0, 24)}@${domainOf(sender)}>`;

/** Headers that a message may bring; the others are ours. */
const PASSED = /^(list-unsubscribe|list-unsubscribe-post|list-id|list-archive|reply-to|precedence|x-[a-z0-9-]{1,60})$/i;

/** What is passed through of a message's own headers. */
export function passedHeaders(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (PASSED.test(name) ? [[name, headerText(value)]] : [])));
}
