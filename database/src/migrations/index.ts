import { Initial1763700000000 } from './1763700000000-initial.js';
import { CheckEvidence1763760000000 } from './1763760000000-check-evidence.js';

/** All migrations, oldest first; listed by class, since a glob would find source maps and specs as well. Released ones never change. */
export const MIGRATIONS = [Initial1763700000000, CheckEvidence1763760000000] as const;
