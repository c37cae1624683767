import type { PageOrigins } from '@clarion/contract';

/** What a provider was told, by the contract's labels. Texts only, checked when they were stored. */
export type Requirements = Readonly<Record<string, string>>;

/** How one provider is spoken to. */
export interface Provider {
  /** What a page may load and where it may send to. */
  origins: (told: Requirements) => Pick<Required<PageOrigins>, 'scripts' | 'connects'>;
  /**
   * A function body: sets the provider up and returns a function `(name, data) => void` that takes what readers do. Within reach are
   * `load(address, attributes)` and `post(address, body)`, `visit` (a random name of this visit, never stored) and `page`.
   */
  source: (told: Requirements) => string;
}

/** Text of a JavaScript value that may stand in any script: no `</script>`, no line separator, whatever the value holds. */
export const literal = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A stored setting is no address any more that a rule of today would let in. */
export class UnusableAddressError extends Error {}

function originOf(address: string): string {
  if (!URL.canParse(address)) throw new UnusableAddressError(`${address} is no address`);
  return new URL(address).origin;
}
const told = (requirements: Requirements, label: string, usual = ''): string => requirements[label]?.trim() || usual;
const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

const GOOGLE = 'https://www.googletagmanager.com';
const MIXPANEL = 'https://api.mixpanel.com';
const AMPLITUDE = 'https://api2.amplitude.com/2/httpapi';
const UMAMI = 'https://cloud.umami.is/script.js';
/** The hosted script of Umami sends to a host of another name. */
const UMAMI_GATEWAYS = ['https://gateway.umami.is', 'https://api-gateway.umami.dev'];
const POSTHOG = 'https://us.i.posthog.com';

/**
 * Providers by site key. Those with an interface for events get them straight from the page, without a script of theirs in it.
 * @see pages-site §16
 */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  'analytics.googleTagManager': {
    origins: (given) => {
      const transport = told(given, 'Transport URL');
      const own = transport === '' ? [] : [originOf(transport)];
      return {
        scripts: [originOf(told(given, 'Script Host', GOOGLE))],
        connects: [GOOGLE, 'https://*.google-analytics.com', 'https://*.analytics.google.com', ...own],
      };
    },
    source: (given) => {
      const id = told(given, 'Measurement ID');
      const transport = told(given, 'Transport URL');
      const address = `${withoutSlash(told(given, 'Script Host', GOOGLE))}/gtag/js?id=${encodeURIComponent(id)}`;
      return [
        'var layer = (window.dataLayer = window.dataLayer || []);',
        'function tag() { layer.push(arguments); }',
        "tag('js', new Date());",
        `tag('config', ${literal(id)}, ${literal(transport === '' ? {} : { transport_url: transport })});`,
        `load(${literal(address)}, {});`,
        "return function (name, data) { tag('event', name, data); };",
      ].join('\n');
    },
  },
  'analytics.plausible': {
    origins: (given) => ({ scripts: [originOf(told(given, 'Script Source'))], connects: [originOf(told(given, 'API'))] }),
    source: (given) => {
      const attributes = { 'data-domain': told(given, 'Domain'), 'data-api': told(given, 'API') };
      return [
        'var queue = function () { (queue.q = queue.q || []).push(arguments); };',
        'window.plausible = window.plausible || queue;',
        `load(${literal(told(given, 'Script Source'))}, ${literal(attributes)});`,
        'return function (name, data) { window.plausible(name, { props: data }); };',
      ].join('\n');
    },
  },
  'analytics.mixpanel': {
    origins: (given) => ({ scripts: [], connects: [originOf(told(given, 'API Host', MIXPANEL))] }),
    source: (given) =>
      [
        'var send = function (name, data) {',
        `  var properties = Object.assign({}, data, page, { token: ${literal(told(given, 'Project Token'))}, distinct_id: visit, time: Date.now() });`,
        `  post(${literal(`${withoutSlash(told(given, 'API Host', MIXPANEL))}/track`)}, [{ event: name, properties: properties }]);`,
        '};',
        "send('page_viewed', {});",
        'return send;',
      ].join('\n'),
  },
  'analytics.amplitude': {
    origins: (given) => ({ scripts: [], connects: [originOf(told(given, 'Server URL', AMPLITUDE))] }),
    source: (given) =>
      [
        'var send = function (name, data) {',
        '  var event = { event_type: name, device_id: visit, time: Date.now(), event_properties: Object.assign({}, data, page) };',
        `  post(${literal(told(given, 'Server URL', AMPLITUDE))}, { api_key: ${literal(told(given, 'Amplitude API Key'))}, events: [event] });`,
        '};',
        "send('page_viewed', {});",
        'return send;',
      ].join('\n'),
  },
  'analytics.clarity': {
    origins: () => ({ scripts: ['https://www.clarity.ms', 'https://*.clarity.ms'], connects: ['https://*.clarity.ms'] }),
    source: (given) =>
      [
        'window.clarity = window.clarity || function () { (window.clarity.q = window.clarity.q || []).push(arguments); };',
        `load(${literal(`https://www.clarity.ms/tag/${encodeURIComponent(told(given, 'Project ID'))}`)}, {});`,
        "return function (name) { window.clarity('event', name); };",
      ].join('\n'),
  },
  'analytics.umami': {
    origins: (given) => {
      const origin = originOf(told(given, 'Script URL', UMAMI));
      return { scripts: [origin], connects: [origin, ...(origin === originOf(UMAMI) ? UMAMI_GATEWAYS : [])] };
    },
    source: (given) => {
      const attributes = { 'data-website-id': told(given, 'Website ID') };
      return [
        `load(${literal(told(given, 'Script URL', UMAMI))}, ${literal(attributes)});`,
        'return function (name, data) { if (window.umami) window.umami.track(name, data); };',
      ].join('\n');
    },
  },
  'analytics.posthog': {
    origins: (given) => ({ scripts: [], connects: [originOf(told(given, 'API Host', POSTHOG))] }),
    source: (given) =>
      [
        'var send = function (name, data) {',
        '  var properties = Object.assign({}, data, { $current_url: page.url, $process_person_profile: false });',
        `  var event = { api_key: ${literal(told(given, 'API Key'))}, event: name, distinct_id: visit, properties: properties };`,
        `  post(${literal(`${withoutSlash(told(given, 'API Host', POSTHOG))}/i/v0/e/`)}, event);`,
        '};',
        "send('$pageview', {});",
        'return send;',
      ].join('\n'),
  },
};
