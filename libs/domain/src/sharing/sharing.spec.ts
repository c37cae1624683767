import {
  BADGE_KINDS,
  BADGE_STYLES,
  type BadgeChoice,
  type Embed,
  EMBED_THEMES,
  LATENCY_METRICS,
  SHARING_DEFAULTS,
  SHARING_LIMITS,
} from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parseFragment } from 'parse5';
import {
  badgeLabel,
  badgePath,
  chosenEmbed,
  embedHeight,
  embedNamed,
  embedPath,
  embedScriptPath,
  embedSlug,
  readEmbed,
  usualBadge,
  usualEmbed,
} from './addresses.js';
import { badgeSnippets, embedSnippets } from './snippets.js';

const BASE = 'https://status.test/base';
const USUAL = usualBadge('api');
const HOSTILE = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', "'", '<', '>', '&', '[', ']', '(', ')', '\\', '`', '*', '_', '!', '\n', ' ', '🚀', 'é', 'a', ':', '/', '|'),
  }),
);
const tag = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/);
const theme = fc.constantFrom(...EMBED_THEMES);
const days = fc.integer({ min: 1, max: SHARING_LIMITS.embedDays });
const embeds: fc.Arbitrary<Embed> = fc.oneof(
  fc.record({ kind: fc.constant('monitor' as const), tag, theme, days }),
  fc.record({
    ...{ kind: fc.constant('latency' as const), tag, theme, days, metric: fc.constantFrom(...LATENCY_METRICS) },
    height: fc.integer({ min: SHARING_LIMITS.chartHeightMinimum, max: SHARING_LIMITS.chartHeightMaximum }),
  }),
  fc.record({
    ...{ kind: fc.constant('events' as const), theme, incidents: fc.boolean(), maintenances: fc.boolean() },
    tags: fc.option(fc.uniqueArray(tag, { maxLength: 5 }).map((tags) => tags.toSorted())),
  }),
);
const badges: fc.Arbitrary<BadgeChoice> = fc.record({
  ...{
    kind: fc.constantFrom(...BADGE_KINDS),
    tag: fc.oneof(tag, fc.constant('_')),
    label: HOSTILE,
    style: fc.constantFrom(...BADGE_STYLES),
  },
  ...{ labelColor: HOSTILE, color: fc.oneof(HOSTILE, fc.constant('#12ab34')), days: fc.integer({ min: 1, max: 365 }) },
  ...{ hideDuration: fc.boolean(), metric: fc.constantFrom(...LATENCY_METRICS), isPinging: fc.boolean() },
});

/** Frame at an address, as the server reads it. */
function embedAt(path: string): Embed | null {
  const url = new URL(path, BASE);
  const named = embedNamed(url.pathname.replace('/embed/', '').replace(/\/js$/, ''));
  return named === null ? null : readEmbed(named, (name) => url.searchParams.get(name));
}

describe('addresses of frames', () => {
  it('mean the frame they were made of, with and without script', () => {
    fc.assert(
      fc.property(embeds, (embed) => {
        expect(embedAt(embedPath(embed))).toEqual(embed);
        expect(embedAt(embedScriptPath(embed))).toEqual(embed);
      }),
    );
  });

  it('hold nothing that is as usual', () => {
    const usual = { theme: SHARING_DEFAULTS.theme, days: SHARING_DEFAULTS.embedDays } as const;
    expect(embedPath({ kind: 'monitor', tag: 'api', ...usual })).toBe('/embed/monitor-api');
    expect(embedPath({ kind: 'latency', tag: 'api', ...usual, height: 128, metric: 'average' })).toBe('/embed/latency-api');
    expect(embedPath({ kind: 'events', theme: 'system', incidents: true, maintenances: true, tags: null }, 'de')).toBe(
      '/embed/events/live?lang=de',
    );
  });

  const read = (room: string, query: string): Embed | null => embedAt(`/embed/${room}?${query}`);

  it.each([
    ['theme=neon&days=abc', { theme: 'system', days: 90 }],
    ['theme=dark&days=0', { theme: 'dark', days: 1 }],
    ['theme=light&days=365', { theme: 'light', days: 90 }],
    ['days=7.9', { theme: 'system', days: 7 }],
    ['days=', { theme: 'system', days: 90 }],
  ])('of a monitor read %s', (query, wish) => {
    expect(read('monitor-api', query)).toEqual({ kind: 'monitor', tag: 'api', ...wish });
  });

  it.each([
    ['', { height: 128, metric: 'average' }],
    ['height=10&metric=median', { height: 50, metric: 'average' }],
    ['height=50&metric=maximum', { height: 50, metric: 'maximum' }],
    ['height=1e9&metric=minimum', { height: 1_000, metric: 'minimum' }],
    ['height=Infinity', { height: 128, metric: 'average' }],
  ])('of latencies read %s', (query, wish) => {
    expect(read('latency-api', query)).toEqual({ kind: 'latency', tag: 'api', theme: 'system', days: 90, ...wish });
  });

  it.each([
    ['', true, true, null],
    ['incidents=1', true, false, null],
    ['maintenance=1', false, true, null],
    ['incidents=0', false, false, null],
    ['incidents=0&maintenance=1&tags=b,a,b', false, true, ['a', 'b']],
    ['incidents=1&maintenance=1&tags=', true, true, null],
    // A list that names nothing is not the lack of a list.
    ['tags=%3Cb%3E', true, true, []],
  ])('of events read %j', (query, incidents, maintenances, tags) => {
    expect(read('events/live', query)).toEqual({ kind: 'events', theme: 'system', incidents, maintenances, tags });
  });

  it.each(['monitor-', 'monitor', 'other-api', 'events', 'events/past', 'monitor-A', 'latency-a b', '', 'js'])('know no %s', (room) => {
    expect(embedNamed(room)).toBeNull();
  });

  it('follow from a choice, whatever its numbers', () => {
    const { days: _days, height: _height, ...usual } = usualEmbed('api');
    const choice = { ...usual, days: Number.NaN, height: 7 };
    expect(chosenEmbed(choice)).toEqual({ kind: 'monitor', tag: 'api', theme: 'system', days: 90 });
    expect(chosenEmbed({ ...choice, kind: 'latency' })).toMatchObject({ height: 50, days: 90, metric: 'average' });
    const events = chosenEmbed({ ...choice, kind: 'events', maintenances: false, tags: ['b', 'a'] });
    expect(events).toEqual({ kind: 'events', theme: 'system', incidents: true, maintenances: false, tags: ['a', 'b'] });
    expect(chosenEmbed(usualEmbed(''))).toMatchObject({ kind: 'events', tags: null, incidents: true, maintenances: true });
  });

  it('have a name and a height', () => {
    const latency: Embed = { kind: 'latency', tag: 'a-b', theme: 'dark', days: 1, height: 200, metric: 'average' };
    expect([embedSlug(latency), embedHeight(latency)]).toEqual(['latency-a-b', 250]);
    const events: Embed = { kind: 'events', theme: 'dark', incidents: true, maintenances: true, tags: null };
    expect([embedSlug(events), embedHeight(events)]).toEqual(['events-live', 300]);
  });
});

describe('addresses of badges', () => {
  it.each<[Partial<BadgeChoice>, string]>([
    [{}, '/badge/api/status'],
    [{ tag: '_', label: 'All & more', style: 'social' }, '/badge/_/status?label=All%20%26%20more&style=social'],
    [{ kind: 'uptime', days: 7, hideDuration: true, metric: 'maximum' }, '/badge/api/uptime?sinceLast=604800&hideDuration=true'],
    [{ kind: 'latency', metric: 'maximum', color: '#FF0000', labelColor: '#333333' }, '/badge/api/latency?color=ff0000&metric=maximum'],
    [{ kind: 'status', days: 7, hideDuration: true, isPinging: true }, '/badge/api/status'],
    [{ kind: 'dot', label: 'x', color: '00ff00', isPinging: true, style: 'social' }, '/badge/api/dot?fillColor=00ff00&animate=ping'],
    [{ kind: 'uptime', days: Number.NaN }, '/badge/api/uptime'],
    [{ kind: 'uptime', days: 9_999 }, '/badge/api/uptime?sinceLast=31536000'],
    [{ labelColor: '#abcdef', color: 'red' }, '/badge/api/status?labelColor=abcdef'],
  ])('of %j', (choice, path) => {
    expect(badgePath({ ...USUAL, ...choice })).toBe(path);
  });

  it('cut labels between characters', () => {
    expect(badgeLabel(` ${'🚀'.repeat(101)}`)).toBe('🚀'.repeat(100));
  });
});

interface Node {
  nodeName: string;
  attrs?: { name: string; value: string }[];
  childNodes?: Node[];
}
const attributesOf = (node: Node | undefined): Record<string, string> =>
  Object.fromEntries((node?.attrs ?? []).map(({ name, value }) => [name, value]));

describe('snippets', () => {
  const place = { base: BASE, locale: null };

  it('are one element each, with the words as they were', () => {
    fc.assert(
      fc.property(badges, HOSTILE, (choice, name) => {
        const { html, url } = badgeSnippets(choice, { ...place, name }, '/monitors/api');
        const [link, ...others] = (parseFragment(html) as Node).childNodes!;
        expect([others, link!.nodeName, link!.childNodes!.map(({ nodeName }) => nodeName)]).toEqual([[], 'a', ['img']]);
        expect(attributesOf(link)).toEqual({ href: `${BASE}/monitors/api` });
        expect(attributesOf(link!.childNodes![0])).toEqual({ src: url, alt: (choice.label.trim() || name).replaceAll('\r\n', '\n') });
      }),
    );
  });

  it('are one picture in Markdown, whose words are no markup', () => {
    const reader = new MarkdownIt({ html: true });
    fc.assert(
      fc.property(badges, HOSTILE, (choice, name) => {
        const { markdown, url } = badgeSnippets(choice, { ...place, name }, '/monitors/api');
        const [paragraph] = (parseFragment(reader.render(markdown)) as Node).childNodes!;
        const [link, ...others] = paragraph!.childNodes!;
        expect([others, link?.nodeName, link?.childNodes?.length]).toEqual([[], 'a', 1]);
        const picture = attributesOf(link!.childNodes![0]);
        expect(picture['src']).toBe(url);
        expect(picture['alt']).toBe((choice.label.trim() || name).replaceAll(/\s+/g, ' ').trim());
      }),
    );
  });

  it('of frames are one frame, or one script', () => {
    fc.assert(
      fc.property(embeds, HOSTILE, (embed, name) => {
        const { url, iframe, script } = embedSnippets(embed, { ...place, name });
        const [frame, ...others] = (parseFragment(iframe) as Node).childNodes!;
        expect([others, frame!.nodeName]).toEqual([[], 'iframe']);
        expect(attributesOf(frame)).toMatchObject({ src: url, title: name.replaceAll('\r\n', '\n'), loading: 'lazy' });
        const [loader, ...rest] = (parseFragment(script) as Node).childNodes!;
        expect([rest, loader!.nodeName, attributesOf(loader)['src']]).toEqual([[], 'script', BASE + embedScriptPath(embed)]);
      }),
    );
  });

  it('name the data for shields.io', () => {
    expect(badgeSnippets({ ...USUAL, kind: 'uptime' }, { ...place, name: 'x', locale: 'de' }, '/').shields).toBe(
      `${BASE}/badge/api/uptime.json?locale=de`,
    );
  });
});
