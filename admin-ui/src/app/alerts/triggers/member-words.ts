import type { TriggerType } from '@clarion/contract';

/** Label and hint of a field. */
export interface FieldWords {
  label: string;
  hint: string;
}

const BY_TYPE: Readonly<Partial<Record<TriggerType, Readonly<Record<string, FieldWords>>>>> = {
  email: {
    to: { label: 'To', hint: 'Addresses with commas between them.' },
    from: { label: 'From', hint: 'Optional: Alerts <alerts@example.com>. Empty: the sender of the installation.' },
    email_subject: { label: 'Subject', hint: '' },
    email_body: { label: 'Body (HTML)', hint: '' },
  },
  telegram: {
    bot_token: { label: 'Bot token', hint: 'From @BotFather.' },
    chat_id: { label: 'Chat id', hint: 'A number, or @channel.' },
    thread_id: { label: 'Topic id', hint: 'Optional: of a group with topics.' },
  },
  pagerduty: { routing_key: { label: 'Integration key', hint: 'Of a service with “Events API v2”.' } },
  opsgenie: { api_key: { label: 'API key', hint: 'Of an API integration.' } },
  ntfy: { token: { label: 'Access token', hint: 'Only for topics that need one.' } },
  pushover: {
    token: { label: 'Application token', hint: '' },
    user: { label: 'User or group key', hint: '' },
    device: { label: 'Device', hint: 'Optional: only this one.' },
  },
  twilio_sms: {
    account_sid: { label: 'Account SID', hint: '' },
    auth_token: { label: 'Auth token', hint: '' },
    from: { label: 'From', hint: 'A number of yours, such as +15005550006.' },
    to: { label: 'To', hint: 'A number, such as +4915112345678.' },
  },
};

const BODY: FieldWords = { label: 'Body', hint: 'JSON, unless a Content-Type header says otherwise.' };

/** A member that nobody has written words for is called by its name. */
export const memberWords = (type: TriggerType, name: string): FieldWords =>
  BY_TYPE[type]?.[name] ?? (name === `${type}_body` ? BODY : { label: name.replaceAll('_', ' '), hint: '' });

const URL_HINTS: Readonly<Partial<Record<TriggerType, string>>> = {
  slack: 'Of an incoming webhook: https://hooks.slack.com/services/…',
  discord: 'Of a webhook of the channel: https://discord.com/api/webhooks/…',
  teams: 'Of a workflow “Post to a channel when a webhook request is received”.',
  google_chat: 'Of a webhook of the space.',
  mattermost: 'Of an incoming webhook.',
  ntfy: 'With the topic: https://ntfy.sh/your-topic',
};

export const urlHint = (type: TriggerType, isOptional: boolean): string =>
  URL_HINTS[type] ??
  (isOptional ? 'Optional: only for an address that is not the provider’s usual one.' : 'https://… May hold $NAME of a stored secret.');
