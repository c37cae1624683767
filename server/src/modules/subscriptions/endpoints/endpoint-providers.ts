import type { Provider } from '@nestjs/common';
import { SubscriptionMessages } from '../subscription-messages.service.js';
import { ConnectEndpoints } from './connect-endpoints.service.js';
import { EndpointChoices } from './endpoint-choices.service.js';
import { EndpointHealth } from './endpoint-health.service.js';
import { EndpointUpdates } from './endpoint-updates.service.js';
import { PushKeys } from './push-keys.service.js';
import { ReadEndpointNews } from './read-endpoint-news.service.js';
import { TryEndpoint } from './try-endpoint.service.js';

/** What the door of readers needs of them. */
export const ENDPOINT_EXPORTS = [ConnectEndpoints, EndpointChoices, PushKeys] as const;

/** Subscribers of webhooks, chats and browsers. */
export const ENDPOINT_PROVIDERS: readonly Provider[] = [
  ...ENDPOINT_EXPORTS,
  ...[SubscriptionMessages, TryEndpoint, EndpointUpdates, EndpointHealth, ReadEndpointNews],
];
