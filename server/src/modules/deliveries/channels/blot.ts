import { type Endpoint, type Prepared } from '../delivery.js';

/** Shorter texts occur in every answer, and say nothing. */
const SHORTEST = 6;
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie)$|key|token|secret|signature|password|credential/i;

/** Texts of an endpoint that nobody is shown: keys, tokens in addresses, secret headers. */
function secretsOf(endpoint: Endpoint): string[] {
  if (endpoint.type === 'mail') return [];
  const { url = '', keys = {}, headers = [], secrets = [] } = endpoint;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // Addresses of webhooks are their passwords.
  const path =
    parsed === undefined ? [] : [url, `${parsed.pathname}${parsed.search}`, ...parsed.pathname.split('/').filter((p) => p.length >= 16)];
  const sent = headers.flatMap(([name, value]) => (SECRET_HEADER.test(name) ? [value, ...value.split(' ')] : []));
  return [...path.filter((part) => part.length > 8), ...Object.values(keys), ...secrets, ...sent];
}

/** @returns a function that takes the secrets of a message and its endpoint out of a text, however they are escaped */
export function blotter({ endpoint, blot = [] }: Pick<Prepared, 'endpoint' | 'blot'>): (text: string) => string {
  const secrets = [...secretsOf(endpoint), ...blot].filter((each) => each.length >= SHORTEST);
  const forms = [...new Set(secrets.flatMap((each) => [each, JSON.stringify(each).slice(1, -1), encodeURIComponent(each)]))];
  forms.sort((left, right) => right.length - left.length);
  return (text) => forms.reduce((left, form) => left.replaceAll(form, '•••'), text);
}
