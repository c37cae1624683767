import { validate, type SchemaPathTree } from '@angular/forms/signals';
import { HEARTBEAT_DEFAULTS } from '@clarion/contract';
import { wholeNumber } from '../common-rules.js';
import { readNumber, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** The secret of the address is not here: only the server makes and changes it. @see monitors §6.7 */
export interface HeartbeatDraft {
  degradedRemainingMinutes: number | null;
  downRemainingMinutes: number | null;
}

function rules(path: SchemaPathTree<HeartbeatDraft>): void {
  wholeNumber(path.degradedRemainingMinutes, 1, Infinity, 'minute');
  wholeNumber(path.downRemainingMinutes, 1, Infinity, 'minute');
  validate(path.downRemainingMinutes, ({ value, valueOf }) => {
    const [down, degraded] = [value(), valueOf(path.degradedRemainingMinutes)];
    return degraded !== null && down !== null && down <= degraded
      ? { kind: 'order', message: `Must be more than ${degraded} minutes.` }
      : undefined;
  });
}

/** Waits for a job to call in. */
export const HEARTBEAT_KIND: TypeKind<HeartbeatDraft> = {
  fresh: { ...HEARTBEAT_DEFAULTS },
  read: (data) => ({
    degradedRemainingMinutes: readNumber(data['degradedRemainingMinutes'], HEARTBEAT_DEFAULTS.degradedRemainingMinutes),
    downRemainingMinutes: readNumber(data['downRemainingMinutes'], HEARTBEAT_DEFAULTS.downRemainingMinutes),
  }),
  write: (draft) => withoutNull({ ...draft }),
  rules,
  words: { degradedRemainingMinutes: 'Degraded after', downRemainingMinutes: 'Down after' },
};
