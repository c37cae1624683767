const TOKEN = /\$\w+/g;

/**
 * Puts the values of `$NAME` secrets into a text: one pass, whole names only, values are never read again and `$&` means nothing in them.
 * Names that are not in `secrets` stay as they stand, so no other variable of the process can leave it this way.
 * @param secrets values by name without the `$`, e.g. `SECRET_TOKEN`
 * @see monitors §4, reliability SEC-46
 */
export function interpolateSecrets(text: string, secrets: Pick<ReadonlyMap<string, string>, 'get'>): string {
  return text.replace(TOKEN, (token) => secrets.get(token.slice(1)) ?? token);
}

/** Blots the values of secrets out of a text that people may read. Values under four characters would blot out words and are left. */
export function blotSecrets(text: string, secrets: Iterable<string>): string {
  let blotted = text;
  for (const value of secrets) {
    if (value.length >= 4) blotted = blotted.replaceAll(value, '••••');
  }
  return blotted;
}
