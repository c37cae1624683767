import type { SubscriptionEventType } from '@clarion/contract';

import type { Scope } from '../chrome/subscribing';
import type { Choices } from './subscription-client';

/** Choices as they stand in the form. */
export interface Chosen {
  incidents: boolean;
  maintenances: boolean;
  /** Whatever scopes are picked, they do not count. */
  isEverything: boolean;
  scopes: readonly Scope[];
  locale: string;
  timeZone: string;
}

/** Nobody subscribes to nothing. */
export const isComplete = (chosen: Chosen, offered: readonly SubscriptionEventType[]): boolean =>
  offered.some((type) => chosen[type]) && (chosen.isEverything || chosen.scopes.length > 0);

/** As the server takes them: kinds that are not offered are left as they are. */
export const choicesOf = (chosen: Chosen, offered: readonly SubscriptionEventType[]): Choices => ({
  ...Object.fromEntries(offered.map((type) => [type, chosen[type]])),
  scopes: chosen.isEverything ? [] : chosen.scopes,
  locale: chosen.locale,
  time_zone: chosen.timeZone,
});
