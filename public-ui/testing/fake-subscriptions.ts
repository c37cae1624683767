import type { OfferedSubscriptions, SubscriberChannel } from '@clarion/contract';

export const OFFERED: OfferedSubscriptions = {
  email: ['incidents', 'maintenances'],
  webhook: ['incidents', 'maintenances'],
  slack: ['incidents'],
  teams: ['incidents', 'maintenances'],
  discord: ['incidents', 'maintenances'],
  push: ['incidents', 'maintenances'],
};

const TOKEN = 'a-token';
const MANAGE = 'https://status.example.com/subscribe/manage/12.manage.2f1c0a';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Asked {
  action: string;
  token?: string;
  email?: string;
  code?: string;
  channel?: SubscriberChannel;
  url?: string;
  choices?: object;
  scope?: object;
  [change: string]: unknown;
}

interface Kept {
  channel: SubscriberChannel;
  address: string;
  scopes: readonly object[];
  incidents: boolean;
  maintenances: boolean;
  quiet_hours: object | null;
  status: 'active' | 'paused';
}

interface Answer {
  status: number;
  answer: object;
}

let kept: Kept | null = null;

/** Nobody is subscribed. */
export const reset = (): void => {
  kept = null;
};

const start = (channel: SubscriberChannel, address: string, choices: object | undefined): object => {
  kept = { channel, address, scopes: [], incidents: false, maintenances: false, quiet_hours: null, status: 'active', ...choices };
  return { success: true, token: TOKEN, manage_url: MANAGE };
};

const no = (status: number, message: string, test?: object): Answer => ({ status, answer: { message, ...(test ? { test } : {}) } });
const yes = (answer: object = { success: true }): Answer => ({ status: 200, answer });

const connect = ({ channel = 'webhook', url = '', ...choices }: Asked): Answer => {
  if (url.includes('bad')) return no(400, 'The address leads into a private network', { status: null, ms: 0 });
  if (url.includes('broken')) return no(400, 'The address answered with 503', { status: 503, ms: 12, answer: 'no room' });
  const secret = channel === 'webhook' ? { secret: SECRET } : {};
  return yes({ ...start(channel, new URL(url).host, choices), ...secret, test: { status: 200, ms: 84 } });
};

const ofHolder = (it: Kept, { action, scope, token: _, ...changes }: Asked): Answer => {
  switch (action) {
    case 'getPreferences': {
      const { incidents, maintenances, address, channel } = it;
      const email = channel === 'email' ? address : '';
      const availableSubscriptions = { incidents: true, maintenances: true };
      return yes({ success: true, email, subscriptions: { incidents, maintenances }, availableSubscriptions, manage_url: MANAGE, ...it });
    }
    case 'updatePreferences':
      Object.assign(it, changes);
      return yes();
    case 'addScope':
      it.scopes = [...it.scopes, scope ?? {}];
      return yes();
    case 'pause':
      it.status = 'paused';
      return yes();
    case 'resume':
      it.status = 'active';
      return yes({ success: true, test: { status: 200, ms: 61 } });
    case 'deleteSubscription':
      reset();
      return yes();
    default:
      return no(400, 'Unknown action');
  }
};

/**
 * Stands in for the subscriptions of a server, in memory: the code is 123456; addresses with “bad” in them are refused, tests of “broken” ones fail.
 * @returns status and body of the answer to a POST
 */
export const answerTo = (asked: Asked): Answer => {
  const { action, token, email = '', code, choices } = asked;
  if (token !== undefined) return token === TOKEN && kept !== null ? ofHolder(kept, asked) : no(401, 'The token is not known');
  switch (action) {
    case 'login':
      return email.includes('bad') ? no(429, 'Too many requests') : yes();
    case 'verify':
      return code === '123456' ? yes(start('email', email, choices)) : no(400, 'The code is wrong');
    case 'connect':
      return connect(asked);
    case 'connectPush':
      return yes(start('push', '', { ...asked }));
    default:
      return no(400, 'Unknown action');
  }
};
