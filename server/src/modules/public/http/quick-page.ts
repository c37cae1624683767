import type { IncomingMessage } from 'node:http';
import { fastifyCookie } from '@fastify/cookie';
import type { QuickAnswer } from '../../../platform/http/quick-answers.js';
import { isPagePath } from '../../pages/page-path.js';
import type { CopyKey } from '../copies/copy-key.js';
import type { Document } from '../copies/document.js';
import { chosenByCookie, variantOf } from './choice.js';
import { documentHeaders } from './policies.js';
import { represent } from './representation.js';

const MONITOR = /^\/monitors\/([a-z0-9][a-z0-9_-]*)$/;

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
  const pagePath = path.slice(1);
  const tag = MONITOR.exec(path)?.[1];
  if (tag === undefined && pagePath !== '' && !isPagePath(pagePath)) return null;
  const { cookie = '' } = request.headers;
  const variant = variantOf({ query: null, cookies: chosenByCookie(cookie) ? fastifyCookie.parse(cookie) : {} }, locales);
  const key: CopyKey =
    tag === undefined
      ? { kind: 'page', path: pagePath, ...variant }
      : { kind: 'monitor', tag, pagePath: null, range: '24h', day: null, ...variant };
  const document = ready(key);
  return document === null ? null : represent(request.headers, document, document.status, documentHeaders(document));
}
