import { en } from './en.js';
import { enSubscribe } from './en-subscribe.js';

/** Every public sentence in English. Pages have `en` in their first script; topics that are read on demand bring theirs with their own. */
export const source = { ...en, ...enSubscribe } as const;
