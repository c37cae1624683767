import { type HttpChannelName } from '@clarion/contract';
import { type Channel } from './channel.js';
import { DISCORD } from './discord/discord.channel.js';
import { GOOGLE_CHAT } from './google-chat/google-chat.channel.js';
import { MATTERMOST } from './mattermost/mattermost.channel.js';
import { NTFY } from './ntfy/ntfy.channel.js';
import { OPSGENIE } from './opsgenie/opsgenie.channel.js';
import { PAGERDUTY } from './pagerduty/pagerduty.channel.js';
import { PUSH } from './push/push.channel.js';
import { PUSHOVER } from './pushover/pushover.channel.js';
import { SLACK } from './slack/slack.channel.js';
import { TEAMS } from './teams/teams.channel.js';
import { TELEGRAM } from './telegram/telegram.channel.js';
import { TWILIO_SMS } from './twilio-sms/twilio-sms.channel.js';
import { WEBHOOK } from './webhook/webhook.channel.js';

/** Every channel that is reached over HTTP. */
export const HTTP_CHANNELS = {
  webhook: WEBHOOK,
  slack: SLACK,
  discord: DISCORD,
  teams: TEAMS,
  telegram: TELEGRAM,
  pagerduty: PAGERDUTY,
  opsgenie: OPSGENIE,
  ntfy: NTFY,
  mattermost: MATTERMOST,
  google_chat: GOOGLE_CHAT,
  pushover: PUSHOVER,
  twilio_sms: TWILIO_SMS,
  push: PUSH,
} as const satisfies Record<HttpChannelName, Channel>;
