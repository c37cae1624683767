import { en } from './en.js';
import { enDigest } from './en-digest.js';
import { enEndpoints } from './en-endpoints.js';
import { enMails } from './en-mails.js';
import { enSubscribe } from './en-subscribe.js';
import { enSubscriptions } from './en-subscriptions.js';

/**
 * Every public sentence in English. Pages have `en` in their first script; topics that are read on demand bring theirs with their own, and
 * those of mails, messages and pages that servers write never leave them.
 */
export const source = { ...en, ...enDigest, ...enEndpoints, ...enMails, ...enSubscribe, ...enSubscriptions } as const;
