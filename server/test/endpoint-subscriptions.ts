import type { SubscriberChannel } from '@clarion/contract';
import { PublicHosts } from './public-hosts.js';
import { SubscriptionsApi } from './subscriptions-api.js';

const EVERYTHING = { incidents: true, maintenances: true };
const CHANNELS = ['webhook', 'slack', 'teams', 'discord', 'push'] as const satisfies readonly SubscriberChannel[];

/** A method as its row has it. */
export interface MethodFacts {
  readonly id: number;
  readonly method_type: string;
  readonly method_value: string;
  readonly address: string | null;
  readonly secret: string | null;
  readonly failures: number;
  readonly paused_at: Date | null;
  readonly pause_reason: string | null;
}

/** Subscriptions with every channel on, before an internet that does what a spec wants. */
export class EndpointSubscriptions {
  private constructor(
    readonly subscriptions: SubscriptionsApi,
    readonly hosts: PublicHosts,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<EndpointSubscriptions> {
    const subscriptions = await SubscriptionsApi.start({ env });
    return new EndpointSubscriptions(subscriptions, await PublicHosts.start(subscriptions.api.app));
  }

  /** What the site offers over which channels; everything over all of them by default. */
  async offer(methods: Readonly<Record<string, object>> = Object.fromEntries(CHANNELS.map((each) => [each, EVERYTHING]))): Promise<void> {
    await this.subscriptions.setting('subscriptionsSettings', { enable: true, methods: { emails: EVERYTHING, ...methods } });
  }

  async empty(): Promise<void> {
    await this.subscriptions.empty();
    await this.offer();
    this.hosts.reset();
  }

  async act(action: string, body: object = {}) {
    const { status, body: answer } = await this.subscriptions.act({ action, ...body });
    return { status, body: answer as Record<string, never> & { token: string; manage_url: string; secret?: string; message: string } };
  }

  async connect(channel: string, url: string, more: object = {}) {
    return this.act('connect', { channel, url, ...more });
  }

  async methods(): Promise<MethodFacts[]> {
    return this.subscriptions.api.query<MethodFacts>('SELECT * FROM subscriber_methods ORDER BY id');
  }

  async close(): Promise<void> {
    await this.hosts.close();
    await this.subscriptions.close();
  }
}
