import { CHANNEL_KEYS, CHANNEL_URLS, type ChannelKey, type HttpChannelName, type TriggerType } from '@clarion/contract';
import type { TemplateMode } from '@clarion/domain/templates';

/** A text of a trigger that is filled in with what happened. */
export interface TriggerText {
  name: string;
  /** `body`: JSON, unless a header says that it is something else. */
  mode: TemplateMode | 'body';
}

/** Which members `trigger_meta` has. @see alerting §B2 */
export interface TriggerShape {
  /** `optional`: the provider has one address for everybody. */
  url: 'required' | 'optional' | 'none';
  hasHeaders: boolean;
  /** Up to two `whsec_…`, the second while they are exchanged. */
  isSigned: boolean;
  texts: readonly TriggerText[];
  keys: readonly ChannelKey[];
}

const http = (part: Partial<TriggerShape>): TriggerShape => ({
  ...{ url: 'required', hasHeaders: true, isSigned: false, texts: [], keys: [] },
  ...part,
});
/** Providers whose format is ours to write. */
const native = (type: HttpChannelName): TriggerShape =>
  http({ url: type in CHANNEL_URLS ? 'optional' : 'required', hasHeaders: false, keys: CHANNEL_KEYS[type] });

export const TRIGGER_SHAPES: Readonly<Record<TriggerType, TriggerShape>> = {
  webhook: http({ isSigned: true, texts: [{ name: 'webhook_body', mode: 'body' }] }),
  discord: http({ texts: [{ name: 'discord_body', mode: 'body' }] }),
  slack: http({ texts: [{ name: 'slack_body', mode: 'body' }] }),
  email: http({
    url: 'none',
    hasHeaders: false,
    texts: [
      { name: 'email_subject', mode: 'text' },
      { name: 'email_body', mode: 'html' },
    ],
    keys: [
      { name: 'to', isRequired: true, isSecret: false },
      { name: 'from', isRequired: false, isSecret: false },
    ],
  }),
  teams: native('teams'),
  telegram: native('telegram'),
  pagerduty: native('pagerduty'),
  opsgenie: native('opsgenie'),
  ntfy: native('ntfy'),
  mattermost: native('mattermost'),
  google_chat: native('google_chat'),
  pushover: native('pushover'),
  twilio_sms: native('twilio_sms'),
};
