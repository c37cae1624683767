import { en } from './en.js';
import { enEndpoints } from './en-endpoints.js';
import { enMails } from './en-mails.js';
import { enSubscribe } from './en-subscribe.js';

/**
 * Every public sentence in English. Pages have `en` in their first script; topics that are read on demand bring theirs with their own, and
 * those of mails and messages never leave the server.
 */
export const source = { ...en, ...enEndpoints, ...enMails, ...enSubscribe } as const;
