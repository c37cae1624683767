import type { SubscriberChannel, SubscriptionEventType } from '@clarion/contract';
import { inject, Service } from '@angular/core';

import type { Scope } from '../chrome/subscribing';
import { ServerLink } from '../live/server-link';
import { SnapshotStore } from '../state/snapshot-store';

/** What somebody hears of, and how it is told. What is absent stays as it is. */
export interface Choices {
  incidents?: boolean;
  maintenances?: boolean;
  /** Empty = everything. */
  scopes?: readonly Scope[];
  locale?: string;
  time_zone?: string;
}

/** `HH:MM` on the clocks of the subscriber. */
export interface QuietHours {
  from: string;
  to: string;
}

export interface Preferences {
  /** Empty for a way without a mail address. */
  email: string;
  subscriptions: Readonly<Record<SubscriptionEventType, boolean>>;
  availableSubscriptions: Readonly<Record<SubscriptionEventType, boolean>>;
  channel?: SubscriberChannel;
  /** As it may be shown. */
  address?: string;
  scopes?: readonly Scope[];
  locale?: string | null;
  time_zone?: string | null;
  quiet_hours?: QuietHours | null;
  status?: 'active' | 'paused';
  paused_reason?: string | null;
  manage_url?: string;
}

/** What became of a test message. */
export interface TestResult {
  /** HTTP status; null = none came. */
  status: number | null;
  ms: number;
  /** Beginning of the answer. */
  answer?: string;
}

export interface Connected {
  token: string;
  manage_url?: string;
  /** Shown this once. */
  secret?: string;
  test?: TestResult;
}

/** Ways that are an address to post to. */
export type EndpointChannel = Extract<SubscriberChannel, 'webhook' | 'slack' | 'teams' | 'discord'>;

/** What the server makes of a push service of a browser. */
export interface PushAddress {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** An answer that is not a yes. `status` 0 = there was none. */
export class SubscriptionError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly test?: TestResult,
  ) {
    super(message);
  }
}

/** The one address that subscriptions are made and changed at. @see alerting §C2 */
@Service()
export class SubscriptionClient {
  private readonly link = inject(ServerLink);
  private readonly store = inject(SnapshotStore);

  /** Asks for a mail with a code and a link; both take the choices over. */
  async login(email: string, choices: Choices): Promise<void> {
    const { locale, time_zone } = choices;
    await this.act('login', { email, locale, time_zone, choices });
  }

  /** @returns the token that all others take */
  async verify(email: string, code: string, choices: Choices): Promise<Connected> {
    return this.act<Connected>('verify', { email, code, choices });
  }

  async preferences(token: string): Promise<Preferences> {
    return this.act<Preferences>('getPreferences', { token });
  }

  async update(token: string, changes: Choices & { quiet_hours?: QuietHours | null }): Promise<void> {
    await this.act('updatePreferences', { token, ...changes });
  }

  async addScope(token: string, scope: Scope): Promise<void> {
    await this.act('addScope', { token, scope });
  }

  async remove(token: string): Promise<void> {
    await this.act('deleteSubscription', { token });
  }

  async connect(channel: EndpointChannel, url: string, choices: Choices): Promise<Connected> {
    return this.act<Connected>('connect', { channel, url, ...choices });
  }

  /** Nothing is sent until it is resumed. */
  async pause(token: string): Promise<void> {
    await this.act('pause', { token });
  }

  /** Addresses that are posted to are tested first. */
  async resume(token: string): Promise<{ test?: TestResult }> {
    return this.act<{ test?: TestResult }>('resume', { token });
  }

  /** @returns the key that push services know this installation by, base64url */
  async pushKey(): Promise<string> {
    return (await this.act<{ key: string }>('pushKey', {})).key;
  }

  async connectPush(subscription: PushAddress, choices: Choices): Promise<Connected> {
    return this.act<Connected>('connectPush', { subscription, ...choices });
  }

  /** @throws SubscriptionError */
  private async act<Answer>(action: string, fields: object): Promise<Answer> {
    const url = `${this.store.site().basePath}/dashboard-apis/subscription`;
    const body = JSON.stringify({ action, ...fields });
    let response: Response;
    try {
      response = await this.link.fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    } catch {
      throw new SubscriptionError(0, '');
    }
    const answer = (await response.json().catch(() => ({}))) as Answer & { message?: string; test?: TestResult };
    if (!response.ok) throw new SubscriptionError(response.status, answer.message ?? '', answer.test);
    return answer;
  }
}
