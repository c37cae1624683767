import type { ChannelName, SubscriberChannel } from '@clarion/contract';

/** How many subscribers would be told, by way. */
export class RecipientCountsDto {
  email: number;
  webhook: number;
  slack: number;
  teams: number;
  discord: number;
  push: number;
}

/** Subscribers of one channel who read one language. */
export class LanguageCountDto {
  channel: ChannelName | SubscriberChannel;
  /** Language tag. */
  locale: string;
  count: number;
}

/** A trigger that gets announcements. */
export class ToldTriggerDto {
  name: string;
  channel: ChannelName | SubscriberChannel;
}

/** Who hears of other things, and not of this, and why. */
export class LeftOutDto {
  /** Addresses that asked, and were never confirmed. */
  not_confirmed: number;
  /** Addresses that were switched off by hand. */
  inactive: number;
  /** Endpoints that failed too often. */
  paused: number;
  /** Mailboxes that were not there. */
  bounced: number;
  /** Do not want news of this type. */
  other_news: number;
  /** Chose pages, services or incidents that this is not about. */
  other_services: number;
  /** It concerns nothing that readers see. */
  not_shown: number;
  /** The site does not send news of this type in this way. */
  switched_off: number;
  /** Triggers that get announcements and are INACTIVE. */
  trigger_inactive: number;
  /** Triggers of e-mail, while no mail server is configured. */
  no_mail_server: number;
}

/** A short fact of a note. */
export class PreviewFieldDto {
  label: string;
  value: string;
}

/** A message as it would look. Addresses, links that unsubscribe and secrets are blotted out. */
export class PreviewMessageDto {
  /** `subscribers` of this channel and language, or the operators' triggers. */
  audience: 'subscribers' | 'trigger';
  channel: ChannelName | SubscriberChannel;
  locale: string;
  /** Of mails; of notes the title. */
  subject: string | null;
  /** Of mails. */
  html: string | null;
  text: string | null;
  /** Of notes. */
  link_url: string | null;
  link_text: string | null;
  fields: PreviewFieldDto[];
  /** What is posted, exactly; null for mails. */
  body: string | null;
  /** Why it would not be sent; null = it would. */
  reason: string | null;
}

/** Who would be told, and what. */
export class AudienceReportDto {
  /** Announcements that it makes; `messages` are those of the first three. */
  announcements: number;
  recipients: RecipientCountsDto;
  languages: LanguageCountDto[];
  triggers: ToldTriggerDto[];
  left_out: LeftOutDto;
  messages: PreviewMessageDto[];
}

export const NO_RECIPIENTS: Readonly<RecipientCountsDto> = { email: 0, webhook: 0, slack: 0, teams: 0, discord: 0, push: 0 };
export const NOBODY_LEFT_OUT: Readonly<LeftOutDto> = {
  ...{ not_confirmed: 0, inactive: 0, paused: 0, bounced: 0, other_news: 0, other_services: 0, not_shown: 0 },
  ...{ switched_off: 0, trigger_inactive: 0, no_mail_server: 0 },
};
