import { en } from './en.js';
import { enSubscribe } from './en-subscribe.js';

/** Every public sentence in English. Pages have `en` in their first script; what is read on demand, or written by servers alone, is added here. */
export const source = { ...en, ...enSubscribe } as const;
