import type { Dictionary } from '../dictionary.js';
import { zhHk } from './zh-hk.js';
import { zhMoEvents } from './zh-mo-events.js';
import { zhMoTelling } from './zh-mo-telling.js';

/** Every public sentence in Traditional Chinese as Macau writes it: Hong Kong's, and own words where Macau has them. */
export const zhMo = {
  ...zhHk,
  ...zhMoEvents,
  ...zhMoTelling,
} satisfies Dictionary;
