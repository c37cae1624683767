import { type ErrorDetail, LIMITS, type TriggerType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { EgressError } from '../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { checkHeaders } from '../../../platform/egress/request-headers.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { ALERT_VARIABLES } from '../messages/alert-variables.js';
import { TextTemplates } from '../../templates/render/text-templates.service.js';
import { modeOf } from '../messages/text-modes.js';
import type { TriggerMeta } from './trigger-meta.js';
import { TRIGGER_SHAPES } from './trigger-shapes.js';

const SIGNING_SECRET = /^whsec_[A-Za-z0-9+/]+={0,2}$/;
const SIGNING_BYTES = { least: 24, most: 64 } as const;
const KEY_LENGTH = 1_000;
const HEADERS = 50;
const ADDRESS = /^[^\s@<>,"]{1,64}@[^\s@<>,"]{1,189}$/;
const SENDER = /^(?:[^<>\r\n]{0,100}<([^<>\s]+)>|([^<>\s]+))$/;

/** Judges `trigger_meta` when it is saved: what cannot be sent should not wait for an alert to show. @see alerting §B2 */
@Injectable()
export class CheckTriggerMeta {
  constructor(
    private readonly policy: EgressPolicy,
    private readonly templates: TextTemplates,
  ) {}

  /** @param meta with its secrets in clear @throws AppError `BAD_REQUEST`, a detail for each member that is wrong */
  async assert(type: TriggerType, meta: TriggerMeta): Promise<void> {
    const details = [
      ...this.ofUrl(type, meta),
      ...ofHeaders(meta),
      ...ofSigningSecrets(meta),
      ...ofKeys(type, meta),
      ...(type === 'email' ? ofAddresses(meta) : []),
      ...(await this.ofTexts(type, meta)),
    ];
    if (details.length > 0) throw new AppError('BAD_REQUEST', details[0]!.message, { details });
  }

  private ofUrl(type: TriggerType, { url }: TriggerMeta): ErrorDetail[] {
    const need = TRIGGER_SHAPES[type].url;
    if (url === null) return need === 'required' ? [detail('url', 'is needed')] : [];
    if (url.length > LIMITS.url) return [detail('url', `has at most ${LIMITS.url} characters`)];
    // A secret may hold the whole address; it is looked at when it is dialled.
    if (/^\$\w+/.test(url)) return [];
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return [detail('url', 'must be an http(s) address')];
    return refusal('url', () => this.policy.assertUrl(new URL(url), 'operator'));
  }

  private async ofTexts(type: TriggerType, meta: TriggerMeta): Promise<ErrorDetail[]> {
    const details: ErrorDetail[] = [];
    for (const { name, mode } of TRIGGER_SHAPES[type].texts) {
      const text = meta.members[name];
      if (text === undefined) continue;
      const problems = await this.templates.check({ text, mode: modeOf(mode, meta.headers) }, ALERT_VARIABLES);
      const first = problems.find(({ severity }) => severity === 'error');
      if (first === undefined) continue;
      details.push(detail(name, first.line === undefined ? first.message : `line ${first.line}: ${first.message}`));
    }
    return details;
  }
}

const detail = (member: string, message: string): ErrorDetail => ({ field: `trigger_meta.${member}`, message: `${member} ${message}` });

function refusal(member: string, check: () => unknown): ErrorDetail[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof EgressError) return [{ field: `trigger_meta.${member}`, message: error.message }];
    throw error;
  }
}

function ofHeaders({ headers }: TriggerMeta): ErrorDetail[] {
  if (headers.length > HEADERS) return [detail('headers', `are at most ${HEADERS}`)];
  return refusal('headers', () => checkHeaders(headers.map(({ key, value }) => [key, value] as const)));
}

function ofSigningSecrets({ signingSecrets }: TriggerMeta): ErrorDetail[] {
  if (signingSecrets.length > 2) return [detail('signing_secrets', 'are at most two: the one in use and the next one')];
  const isFit = (secret: string): boolean => {
    const bytes = SIGNING_SECRET.test(secret) ? Buffer.from(secret.slice('whsec_'.length), 'base64').length : 0;
    return bytes >= SIGNING_BYTES.least && bytes <= SIGNING_BYTES.most;
  };
  // A secret of the installation stands in for one.
  return signingSecrets.every((secret) => isFit(secret) || /^\$\w+$/.test(secret))
    ? []
    : [detail('signing_secrets', `are whsec_ and ${SIGNING_BYTES.least} to ${SIGNING_BYTES.most} bytes in base64`)];
}

function ofKeys(type: TriggerType, { members }: TriggerMeta): ErrorDetail[] {
  return TRIGGER_SHAPES[type].keys.flatMap(({ name, isRequired }) => {
    const value = members[name];
    if (value === undefined) return isRequired ? [detail(name, 'is needed')] : [];
    return value.length > KEY_LENGTH ? [detail(name, `has at most ${KEY_LENGTH} characters`)] : [];
  });
}

function ofAddresses({ members: { to = '', from } }: TriggerMeta): ErrorDetail[] {
  const addresses = recipientsOf(to);
  const wrong = addresses.find((address) => !ADDRESS.test(address));
  const details: ErrorDetail[] = [];
  if (wrong !== undefined) details.push(detail('to', `holds “${wrong}”, which is no e-mail address`));
  else if (addresses.length > LIMITS.triggerRecipients) details.push(detail('to', `has at most ${LIMITS.triggerRecipients} addresses`));
  const sender = from === undefined ? null : SENDER.exec(from);
  if (from !== undefined && !ADDRESS.test(sender?.[1] ?? sender?.[2] ?? ''))
    details.push(detail('from', 'must be an e-mail address, or a name and one: Alerts <alerts@example.com>'));
  return details;
}

/** Addresses of a comma-separated list. */
export const recipientsOf = (to: string): string[] =>
  to
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
