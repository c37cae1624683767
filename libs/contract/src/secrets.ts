/** Name of a stored secret: upper case, as variables are written. Used as `$NAME`. */
export const SECRET_NAME_PATTERN = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Bounds of stored secrets, characters unless it says otherwise. */
export const SECRET_LIMITS = {
  /** Shorter values cannot be blotted out of answers without blotting out words. */
  valueMinimum: 4,
  /** Room for a private key with its chain. */
  value: 16_384,
  description: 500,
  /** Entries. */
  origins: 20,
} as const;

/** Where a secret comes from: the store, or a variable of the server's environment. */
export const SECRET_SOURCES = ['stored', 'environment'] as const;
export type SecretSource = (typeof SECRET_SOURCES)[number];
