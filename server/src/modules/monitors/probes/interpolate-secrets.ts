import { type SecretLookup, type SecretValue } from '../../../platform/secrets/secret-values.js';

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
  // The longest first: one value may be a part of another.
  for (const value of [...secrets].sort((a, b) => b.length - a.length)) {
    if (value.length >= 4) blotted = blotted.replaceAll(value, '••••');
  }
  return blotted;
}

/** Members of `type_data` whose texts take `$NAME`. */
const TOKEN_MEMBERS = ['url', 'headers', 'body', 'auth', 'proxy', 'connectionString'] as const;

/** Names after a `$` in a text, or in the texts of a document. */
export function tokensInTexts(value: unknown, names = new Set<string>()): Set<string> {
  if (typeof value === 'string') for (const [token] of value.matchAll(TOKEN)) names.add(token.slice(1));
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) tokensInTexts(each, names);
  return names;
}

/** Names after a `$` in the texts of a monitor that secrets are put into, whether there is such a secret or not. @param typeData opened */
export const tokensIn = (typeData: Readonly<Record<string, unknown>>): Set<string> =>
  tokensInTexts(TOKEN_MEMBERS.map((member) => typeData[member]));

/** What a monitor's texts are filled from; one that names no secret asks for none, so it does without the store. */
export async function secretsFor(
  typeData: Readonly<Record<string, unknown>>,
  store: { current(): Promise<SecretLookup> },
): Promise<SecretLookup> {
  return tokensIn(typeData).size === 0 ? NO_SECRETS : store.current();
}

/** The texts that go to one place together: fills them, and knows what went in. @see reliability SEC-46 */
export class SecretTexts {
  private readonly used = new Map<string, SecretValue>();

  constructor(private readonly secrets: SecretLookup) {}

  /** Puts the values in. */
  readonly fill = (text: string): string =>
    interpolateSecrets(text, {
      get: (name) => {
        const secret = this.secrets.get(name);
        if (secret === undefined) return undefined;
        this.used.set(name, secret);
        return secret.value ?? undefined;
      },
    });

  /** What went in, in the forms in which it may come back. */
  values(): string[] {
    return [...this.used.values()].flatMap(({ value }) => formsOf(value ?? ''));
  }

  /** Origins all that went in may be sent to; null = any. */
  origins(): readonly string[] | null {
    const lists = [...this.used.values()].flatMap(({ origins }) => (origins === null ? [] : [origins]));
    const [first, ...others] = lists;
    return first?.filter((origin) => others.every((list) => list.includes(origin))) ?? null;
  }

  /** Why a secret that was named cannot be used, in words; null = all can. */
  problem(): string | null {
    for (const [name, { problem }] of this.used) if (problem !== null) return `the secret $${name} ${problem}`;
    return null;
  }

  /** Why the texts must not be sent there, in words; null = they may. @param origin null = what is no web origin */
  refusal(origin: string | null): string | null {
    const problem = this.problem();
    if (problem !== null) return problem;
    for (const [name, { origins }] of this.used) {
      if (origins === null || (origin !== null && origins.includes(origin))) continue;
      // Where it would have gone stays unsaid: the address may be made of secrets itself.
      const more = origins.length > 1 ? ` and ${origins.length - 1} more` : '';
      return `the secret $${name} may not be sent there, only to ${origins[0] ?? 'nobody'}${more}`;
    }
    return null;
  }
}

const NO_SECRETS: SecretLookup = new Map();

/** As it was stored, as headers trim it, as addresses and JSON escape it. */
const formsOf = (value: string): string[] =>
  [...new Set([value, value.trim(), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])].filter((form) => form !== '');
