import { Initial1763700000000 } from './1763700000000-initial.js';
import { SecretDetails1763786400000 } from './1763786400000-secret-details.js';

/** All migrations, oldest first; listed by class, since a glob would find source maps and specs as well. Released ones never change. */
export const MIGRATIONS = [Initial1763700000000, SecretDetails1763786400000] as const;
