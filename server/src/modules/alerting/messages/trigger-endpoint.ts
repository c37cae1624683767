import type { ChannelName, HttpChannelName, TriggerType } from '@clarion/contract';
import type { TemplateVariables } from '@clarion/domain/templates';
import type { SecretLookup } from '../../../platform/secrets/secret-values.js';
import type { Endpoint } from '../../deliveries/delivery.js';
import { SecretTexts } from '../../monitors/probes/interpolate-secrets.js';
import { originOf, type TriggerMeta } from '../triggers/trigger-meta.js';
import { TRIGGER_SHAPES } from '../triggers/trigger-shapes.js';

/** A trigger, ready for use: its secrets in clear, `$NAME` as somebody wrote it. */
export interface OpenTrigger {
  id: number;
  name: string;
  type: TriggerType;
  meta: TriggerMeta;
}

/** A secret that a trigger names cannot go where the message goes. Words for people. */
export class TriggerSecretError extends Error {
  override readonly name = 'TriggerSecretError';
}

const TOKEN = /\$\w+/g;

/** One trigger's texts and address, filled from the secret store. @see monitors §4, reliability SEC-46 */
export class TriggerSecrets {
  private readonly texts: SecretTexts;
  private readonly variables: Record<string, string> = {};

  constructor(secrets: SecretLookup) {
    this.texts = new SecretTexts(secrets);
  }

  /** For addresses, headers and keys. */
  readonly fill = (text: string): string => this.texts.fill(text);

  /**
   * For templates: a secret becomes a variable, so that it is escaped as the place asks and its own braces mean nothing. What the message
   * speaks of is filled in afterwards, so no name of a monitor can ask for a secret.
   */
  readonly intoTemplate = (text: string): string =>
    text.replace(TOKEN, (token) => {
      const value = this.texts.fill(token);
      if (value === token) return token;
      const name = `secret_${token.slice(1)}`;
      this.variables[name] = value;
      return `{{${name}}}`;
    });

  /** Values of the variables that `intoTemplate` made. */
  get values(): TemplateVariables {
    return this.variables;
  }

  /** What must not be read in logs. */
  get blot(): readonly string[] {
    return this.texts.values();
  }

  /** @param url filled; null = e-mail, or a provider's own address @throws TriggerSecretError */
  assertMayGo(url: string | null): void {
    const refusal = this.texts.refusal(url === null ? null : originOf(url));
    if (refusal !== null) throw new TriggerSecretError(refusal);
  }
}

/** Where messages of a trigger go, and what of it nobody reads. */
export function endpointOf({ type, meta }: OpenTrigger, secrets: TriggerSecrets): { endpoint: Endpoint; blot: string[] } {
  if (type === 'email') {
    const { to = '', from } = meta.members;
    return { endpoint: { type: 'mail', to: secrets.fill(to), ...(from === undefined ? {} : { from: secrets.fill(from) }) }, blot: [] };
  }
  const url = meta.url === null ? undefined : secrets.fill(meta.url);
  const headers = meta.headers
    .filter(({ key }) => key.toLowerCase() !== 'content-type')
    .map(({ key, value }) => [key, secrets.fill(value)] as const);
  const names = TRIGGER_SHAPES[type].keys;
  const keys = Object.fromEntries(
    names.flatMap(({ name }) => {
      const value = meta.members[name];
      return value === undefined ? [] : [[name, secrets.fill(value)]];
    }),
  );
  const signing = meta.signingSecrets.map(secrets.fill);
  return {
    endpoint: {
      type: 'http',
      channel: type satisfies HttpChannelName,
      ...(url === undefined ? {} : { url }),
      ...(headers.length === 0 ? {} : { headers }),
      ...(signing.length === 0 ? {} : { secrets: signing }),
      ...(names.length === 0 ? {} : { keys }),
    },
    blot: [
      ...headers.map(([, value]) => value),
      ...names.filter(({ isSecret }) => isSecret).flatMap(({ name }) => keys[name] ?? []),
      ...signing,
      ...(url === undefined ? [] : [url]),
    ],
  };
}

/** Triggers and subscribers' methods speak through the same channels. */
export const channelOf = (type: TriggerType): ChannelName => type;
