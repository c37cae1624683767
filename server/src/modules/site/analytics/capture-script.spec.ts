// eslint-disable-next-line clarion/code -- our own script, run as a page runs it
import vm from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { ANALYTICS } from './analytics-rules.js';
import { captureScript } from './capture-script.js';
import { literal, PROVIDERS } from './providers.js';

const on = (requirements: Record<string, string>) => ({ isEnabled: true, requirements });
const TOLD: Record<string, Record<string, string>> = {
  'analytics.googleTagManager': { 'Measurement ID': 'G-123', 'Transport URL': 'https://metrics.example.com' },
  'analytics.plausible': {
    Domain: 'status.example.com',
    API: 'https://plausible.example.com/api/event',
    'Script Source': 'https://plausible.example.com/js/script.js',
  },
  'analytics.mixpanel': { 'Project Token': 'token-1' },
  'analytics.amplitude': { 'Amplitude API Key': 'key-1' },
  'analytics.clarity': { 'Project ID': 'abc' },
  'analytics.umami': { 'Website ID': 'site-1', 'Script URL': 'https://umami.example.com/script.js' },
  'analytics.posthog': { 'API Key': 'phc_1', 'API Host': 'https://eu.i.posthog.com/' },
};

/** Runs the script as a page would. */
function run(source: string, navigator: Record<string, unknown> = {}) {
  const loaded: Record<string, string>[] = [];
  const posted: { address: string; body: unknown }[] = [];
  const listeners: ((event: { detail: unknown }) => void)[] = [];
  const window: Record<string, unknown> = {};
  const script = () => {
    const attributes: Record<string, string> = {};
    return Object.assign(attributes, { setAttribute: (name: string, value: string) => void (attributes[name] = value) });
  };
  const context = {
    window,
    navigator,
    location: { origin: 'https://status.example.com', pathname: '/' },
    document: { createElement: script, head: { appendChild: (each: Record<string, string>) => loaded.push(each) } },
    addEventListener: (_type: string, listener: (event: { detail: unknown }) => void) => listeners.push(listener),
    fetch: (address: string, { body }: { body: string }) => {
      posted.push({ address, body: JSON.parse(body) as unknown });
      return Promise.resolve();
    },
  };
  vm.runInNewContext(source, context);
  const tell = (event: string, data: unknown): void => listeners.forEach((listen) => listen({ detail: { event, data } }));
  return { loaded, posted, listeners, window, tell };
}

const scriptOf = (settings: Record<string, unknown>) => captureScript(new Map(Object.entries(settings)));

describe('captureScript', () => {
  it('is none while nothing is enabled', () => {
    expect(scriptOf({})).toBeNull();
    expect(scriptOf({ 'analytics.mixpanel': { isEnabled: false, requirements: TOLD['analytics.mixpanel'] } })).toBeNull();
  });

  it('knows every provider of the catalogue', () => {
    expect(Object.keys(PROVIDERS).sort()).toEqual(Object.keys(ANALYTICS).sort());
    expect(Object.keys(TOLD).sort()).toEqual(Object.keys(PROVIDERS).sort());
  });

  it.each(Object.entries(TOLD))('opens the policy for the hosts of %s that the script goes to, and takes what readers do', (key, told) => {
    const { source, origins } = scriptOf({ [key]: on(told) })!;
    const page = run(source);
    const covers = (list: readonly string[], address: string): boolean =>
      list.some((origin) => new RegExp(`^${origin.replace(/[.]/g, '\\.').replace('*', '[^/]+')}$`).test(new URL(address).origin));
    page.tell('status_link_copied', { kind: 'page' });
    expect(page.loaded.every(({ src }) => covers(origins.scripts, src!))).toBe(true);
    expect(page.posted.every(({ address }) => covers(origins.connects, address))).toBe(true);
    expect(page.loaded.length + page.posted.length).toBeGreaterThan(0);
    expect([...origins.scripts, ...origins.connects].every((origin) => /^https:\/\/[\w.*-]+$/.test(origin))).toBe(true);
  });

  it('sends events straight to those who take them, without a script of theirs', () => {
    const page = run(scriptOf({ 'analytics.posthog': on(TOLD['analytics.posthog']!) })!.source);
    page.tell('status_theme_changed', { theme: 'dark' });
    expect(page.loaded).toEqual([]);
    expect(page.posted.map(({ address }) => address)).toEqual(Array(2).fill('https://eu.i.posthog.com/i/v0/e/'));
    expect(page.posted[1]!.body).toMatchObject({ api_key: 'phc_1', event: 'status_theme_changed', properties: { theme: 'dark' } });
  });

  it('concatenates the enabled ones, and one that fails leaves the others alone', () => {
    const page = run(
      scriptOf({ 'analytics.plausible': on(TOLD['analytics.plausible']!), 'analytics.amplitude': on(TOLD['analytics.amplitude']!) })!
        .source,
    );
    page.window['plausible'] = () => {
      throw new Error('blocked');
    };
    page.tell('status_rss_opened', {});
    expect(page.posted.at(-1)!.body).toMatchObject({ events: [{ event_type: 'status_rss_opened' }] });
  });

  it.each([{ doNotTrack: '1' }, { globalPrivacyControl: true }])('does nothing for readers who ask for it: %j', (navigator) => {
    const page = run(scriptOf(Object.fromEntries(Object.entries(TOLD).map(([key, told]) => [key, on(told)])))!.source, navigator);
    expect([page.loaded, page.posted, page.listeners]).toEqual([[], [], []]);
  });

  it('leaves out what was stored before it was checked', () => {
    expect(scriptOf({ 'analytics.plausible': on({ Domain: 'x', API: 'no address', 'Script Source': 'none' }) })).toBeNull();
  });

  it.each(['</script><script>alert(1)//', '";alert(1);"', '\u2028alert(1)', '${alert(1)}'])('holds a value like %j as a text', (value) => {
    const text = literal(value);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(vm.runInNewContext(text)).toBe(value);
  });
});
