import { readFlag } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** @see monitors §6.11 */
export interface NoneDraft {
  overrideWithLastKnownStatus: boolean;
}

/** Checks nothing; people and programs set its status. */
export const NONE_KIND: TypeKind<NoneDraft> = {
  fresh: { overrideWithLastKnownStatus: false },
  read: (data) => ({ overrideWithLastKnownStatus: readFlag(data['overrideWithLastKnownStatus'], false) }),
  write: (draft) => ({ ...draft }),
  rules: () => undefined,
  words: { overrideWithLastKnownStatus: 'Repeat the last status' },
};
