import type { IncomingMessage } from 'node:http';
import { fastifyCookie } from '@fastify/cookie';
import type { QuickAnswer } from '../../../platform/http/quick-answers.js';
import { isPagePath } from '../../pages/page-path.js';
import type { Variant } from '../../pages/snapshots.service.js';
import type { CopyKey } from '../copies/copy-key.js';
import type { Document } from '../copies/document.js';
import { chosenByCookie, variantOf } from './choice.js';
import { eventAddress } from './event-address.js';
import { documentHeaders } from './policies.js';
import { represent } from './representation.js';

const MONITOR = /^monitors\/([a-z0-9][a-z0-9_-]*)$/;

/** What an address without a query asks for; null = nothing that lies ready. @param text without the slash in front */
function keyOf(text: string, variant: () => Variant): CopyKey | null {
  if (text === '' || isPagePath(text)) return { kind: 'page', path: text, ...variant() };
  const tag = MONITOR.exec(text)?.[1];
  if (tag !== undefined) return { kind: 'monitor', tag, pagePath: null, range: '24h', day: null, ...variant() };
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(0, slash));
  const pagePath = isPagePath(first) ? first : null;
  const address = eventAddress(pagePath === null ? text : text.slice(slash + 1));
  if (address === null) return null;
  switch (address.kind) {
    case 'maintenance':
      return { ...address, by: 'event', pagePath, ...variant() };
    case 'maintenances':
      return { ...address, monitor: null, from: null, to: null, page: 1, pagePath, ...variant() };
    default:
      return { ...address, pagePath, ...variant() };
  }
}

/**
 * The page at an address without a query, when a copy lies ready; null = ask the controller.
 * @param ready finds copies that may be served
 * @param locales that the site offers, its default first
 */
export function quickPage(
  ready: (key: CopyKey) => Document | null,
  locales: readonly string[],
  path: string,
  request: IncomingMessage,
): QuickAnswer | null {
  const { headers } = request;
  const { cookie = '' } = headers;
  const key = keyOf(path.slice(1), () =>
    variantOf({ query: null, cookies: chosenByCookie(cookie) ? fastifyCookie.parse(cookie) : {}, headers }, locales),
  );
  const document = key === null ? null : ready(key);
  return document === null ? null : represent(request.headers, document, document.status, documentHeaders(document));
}
