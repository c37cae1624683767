import type { PageSnapshot, Snapshot } from '@clarion/contract';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { aPage, UTC } from '../../../../test/pages/facts.js';
import { until } from '../../../../test/until.js';
import { pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import type { Built } from '../../pages/snapshots.service.js';
import { publicPolicy } from '../http/policies.js';
import type { RenderedPage } from '../render/renderer.js';
import type { CopyKey, MonitorKey, PageKey } from './copy-key.js';
import { documentOf } from './document.js';
import { NoCopyError } from './no-copy.js';
import { PageCopies, type PageCopiesOptions } from './page-copies.js';

const HOME: PageKey = { kind: 'page', path: '', timeZone: 'UTC', locale: 'en' };
const BERLIN: PageKey = { ...HOME, timeZone: 'Europe/Berlin' };
const SHOP: MonitorKey = { kind: 'monitor', tag: 'shop', pagePath: null, range: '24h', day: null, timeZone: 'UTC', locale: 'en' };
const OUTAGE = new Error('the database is away');

/** A promise that is settled by hand. */
function gate<T = void>() {
  let open!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('PageCopies', () => {
  let ms: number;
  let version: number;
  let isDown: boolean;
  let exists: boolean;
  let build: ReturnType<typeof jest.fn<(key: CopyKey) => Promise<Built | null>>>;
  let render: ReturnType<typeof jest.fn<(url: string, snapshot: string) => Promise<RenderedPage>>>;
  let onPinnedDocument: ReturnType<typeof jest.fn<PageCopiesOptions['onPinnedDocument']>>;
  let copies: PageCopies;

  const snapshotOf = (at: number): PageSnapshot => pageSnapshot(aPage([], { version: at }), UTC);
  const bytes = (text: string): RenderedPage => ({
    status: 200,
    inlineScriptHashes: [],
    identity: Buffer.from(text),
    gzip: Buffer.from(text),
    br: Buffer.from(text),
  });
  const text = (document: { identity: Uint8Array } | null): string => Buffer.from(document!.identity).toString();
  const create = (options: Partial<PageCopiesOptions> = {}): PageCopies =>
    new PageCopies({
      renderer: { render },
      build,
      versionOf: (id) => (id === 1 ? version : undefined),
      isKnown: () => true,
      basePath: '',
      onPinnedDocument,
      onFailure: () => undefined,
      isOutage: (error) => error === OUTAGE,
      nowMs: () => ms,
      ...options,
    });
  /** The page has a new version. */
  const grow = (): void => {
    version += 1;
    copies.changed(new Set([1]));
  };

  beforeEach(() => {
    [ms, version, isDown, exists] = [1_000_000, 1, false, true];
    build = jest.fn(async () => {
      if (isDown) throw OUTAGE;
      return exists ? { snapshot: snapshotOf(version), basis: new Map([[1, version]]) } : null;
    });
    render = jest.fn(async (url: string, snapshot: string) => bytes(`${url} ${(JSON.parse(snapshot) as Snapshot).version}`));
    onPinnedDocument = jest.fn<PageCopiesOptions['onPinnedDocument']>();
    copies = create();
  });

  it('makes a copy once however many ask at the same time, and then serves it for nothing', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => copies.document(HOME)));
    expect(new Set(all.map(text))).toEqual(new Set(['/ 1.1']));
    expect([build.mock.calls.length, render.mock.calls.length]).toEqual([1, 1]);
    await copies.document(HOME);
    expect(render).toHaveBeenCalledTimes(1);
    expect(all[0]!.tag).toMatch(/^1\.1-[\w-]{16}$/);
  });

  it('keeps zones apart', async () => {
    await Promise.all([copies.document(HOME), copies.document(BERLIN)]);
    expect(build).toHaveBeenCalledTimes(2);
    expect(copies.size().copies).toBe(2);
  });

  it('makes a page in use again as soon as it changed, and serves the older copy until then', async () => {
    await copies.document(HOME);
    const slow = gate<RenderedPage>();
    render.mockReturnValueOnce(slow.promise);
    grow();
    expect(text(await copies.document(HOME))).toBe('/ 1.1');
    slow.open(bytes('new'));
    await settled();
    expect(text(await copies.document(HOME))).toBe('new');
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('lets visitors wait for the new copy once the older one has been old long enough', async () => {
    await copies.document(HOME);
    const slow = gate<RenderedPage>();
    render.mockReturnValueOnce(slow.promise);
    grow();
    ms += 700;
    const answer = copies.document(HOME);
    slow.open(bytes('new'));
    expect(text(await answer)).toBe('new');
  });

  it('makes nothing again that nobody has asked for lately, and never serves it as new', async () => {
    await copies.document(HOME);
    ms += 6 * 60_000;
    grow();
    await settled();
    expect(build).toHaveBeenCalledTimes(1);
    ms += 60_000;
    expect(text(await copies.document(HOME))).toBe('/ 1.2');
  });

  it('catches up when the page changed while its copy was made', async () => {
    await copies.document(HOME);
    render.mockImplementationOnce(async (url, snapshot) => {
      grow();
      return bytes(`${url} ${(JSON.parse(snapshot) as Snapshot).version}`);
    });
    grow();
    await settled();
    expect(text(await copies.document(HOME))).toBe('/ 1.3');
  });

  it('makes a monitor’s page again only when somebody asks for it', async () => {
    await copies.document(SHOP);
    grow();
    await settled();
    expect(build).toHaveBeenCalledTimes(1);
    ms += 1_000;
    expect(text(await copies.document(SHOP))).toBe('/monitors/shop 1.2');
  });

  it('forgets what is gone', async () => {
    await copies.document(HOME);
    exists = false;
    grow();
    await settled();
    expect(copies.kept(HOME)).toBeNull();
    expect(await copies.document(HOME)).toBeNull();
    expect(await copies.data(HOME)).toBeNull();
  });

  it('answers null for what does not exist and keeps nothing of it', async () => {
    exists = false;
    expect(await copies.document(SHOP)).toBeNull();
    await settled();
    expect(copies.size().copies).toBe(0);
  });

  it('serves JSON without rendering anything', async () => {
    const data = (await copies.data(HOME))!;
    expect(JSON.parse(text(data))).toEqual(JSON.parse(JSON.stringify(snapshotOf(1))));
    expect(JSON.parse(gunzipSync(data.gzip).toString())).toMatchObject({ version: '1.1' });
    expect(render).not.toHaveBeenCalled();
    expect((await copies.data(HOME))!.tag).toBe(data.tag);
  });

  it('renders for a visitor who comes while the snapshot is made for somebody else', async () => {
    const slow = gate<Built>();
    build.mockReturnValueOnce(slow.promise);
    const data = copies.data(HOME);
    const document = copies.document(HOME);
    slow.open({ snapshot: snapshotOf(1), basis: new Map([[1, 1]]) });
    expect(text(await document)).toBe('/ 1.1');
    await data;
  });

  it('tells watchers of every new snapshot, also when no visitor comes', async () => {
    const watcher = jest.fn();
    const end = copies.watch(HOME, watcher);
    await copies.snapshot(HOME);
    ms += 60 * 60_000;
    grow();
    await settled();
    expect(watcher.mock.calls.map(([after, before]) => [(after as Snapshot).version, (before as Snapshot | null)?.version])).toEqual([
      ['1.1', undefined],
      ['1.2', '1.1'],
    ]);
    expect(render).not.toHaveBeenCalled();
    exists = false;
    grow();
    await settled();
    expect(watcher.mock.calls.at(-1)![0]).toBeNull();
    end();
  });

  it('tells watchers at once, though an older snapshot is still being rendered', async () => {
    await copies.document(HOME);
    const told: (string | undefined)[] = [];
    copies.watch(HOME, (after) => told.push(after?.version));
    const slow = gate<RenderedPage>();
    render.mockReturnValueOnce(slow.promise);
    grow();
    await settled();
    grow();
    await settled();
    expect(told).toEqual(['1.2', '1.3']);
    slow.open(bytes('older'));
    await settled();
    expect(text(await copies.document(HOME))).toBe('/ 1.3');
  });

  it('goes on by itself, however often the page changes while it is rendered', async () => {
    await copies.document(HOME);
    render.mockImplementation(async (url, snapshot) => {
      if (version < 12) grow();
      return bytes(`${url} ${(JSON.parse(snapshot) as Snapshot).version}`);
    });
    grow();
    for (let turn = 0; turn < 200; turn += 1) await settled();
    expect(copies.kept(HOME)!.snapshot.version).toBe('1.12');
    expect(text(copies.kept(HOME)!.document)).toBe('/ 1.12');
  });

  it('keeps pinned pages new and hands over every document of theirs', async () => {
    copies.pin(HOME);
    await settled();
    ms += 60 * 60_000;
    grow();
    await settled();
    expect(onPinnedDocument.mock.calls.map(([, copy]) => copy.snapshot.version)).toEqual(['1.1', '1.2']);
    await copies.document(BERLIN);
    expect(onPinnedDocument).toHaveBeenCalledTimes(2);
  });

  it('answers data anew as soon as something changed, and the document after it', async () => {
    expect(text(await copies.document(SHOP))).toBe('/monitors/shop 1.1');
    ms += 60_000;
    grow();
    const data = (await copies.data(SHOP))!;
    expect((JSON.parse(gunzipSync(data.gzip).toString()) as Snapshot).version).toBe('1.2');
    expect(copies.ready(SHOP)).toBeNull();
    expect(text(await copies.document(SHOP))).toBe('/monitors/shop 1.2');
    expect(text(copies.ready(SHOP))).toBe('/monitors/shop 1.2');
  });

  it('REL-11 goes on with the older copy while nothing can be built, without making anybody wait', async () => {
    await copies.document(HOME);
    isDown = true;
    grow();
    await settled();
    ms += 10_000;
    expect(text(await copies.document(HOME))).toBe('/ 1.1');
    expect(text(await copies.document(HOME))).toBe('/ 1.1');
    await settled();
    expect(build).toHaveBeenCalledTimes(3);
    isDown = false;
    ms += 10_000;
    await copies.document(HOME);
    await settled();
    expect(text(await copies.document(HOME))).toBe('/ 1.2');
  });

  it('has no copy of what was never made while nothing can be built, and says so at once', async () => {
    isDown = true;
    await expect(copies.document(HOME)).rejects.toBeInstanceOf(NoCopyError);
    await expect(copies.document(BERLIN)).rejects.toBeInstanceOf(NoCopyError);
    expect(build).toHaveBeenCalledTimes(1);
  });

  it('goes on with the older document when rendering fails', async () => {
    await copies.document(HOME);
    render.mockRejectedValue(new Error('the template is broken'));
    grow();
    ms += 1_000;
    expect(text(await copies.document(HOME))).toBe('/ 1.1');
    await expect(copies.document(BERLIN)).rejects.toBeInstanceOf(NoCopyError);
  });

  it('FLT-07 answers from an earlier life until something newer can be made', async () => {
    isDown = true;
    const document = documentOf('old', bytes('old'), publicPolicy);
    copies = create({ isKnown: () => false });
    copies.restore(HOME, { snapshot: snapshotOf(0), json: '{}', basis: new Map([[1, 0]]) }, document, true);
    expect(text(await copies.document(HOME))).toBe('old');
    isDown = false;
    ms += 10_000;
    await copies.document(HOME);
    await settled();
    expect(text(await copies.document(HOME))).toBe('/ 1.1');
  });

  it('puts another snapshot in place of each, rendered and told like any new one', async () => {
    await copies.document(HOME);
    const watcher = jest.fn();
    copies.watch(HOME, watcher);
    copies.replace((snapshot) => ({ ...snapshot, version: `${snapshot.version}d`, freshness: 'delayed', delayedSince: 7 }));
    await settled();
    expect(text(await copies.document(HOME))).toBe('/ 1.1d');
    expect(watcher).toHaveBeenCalledWith(expect.objectContaining({ freshness: 'delayed' }), expect.objectContaining({ freshness: 'live' }));
    copies.replace((snapshot) => snapshot);
    expect(watcher).toHaveBeenCalledTimes(1);
  });

  it('makes a page that stands and is read smaller, at leisure', async () => {
    const improve = jest.fn<NonNullable<PageCopiesOptions['improve']>>(async (document) => ({ ...document, br: Buffer.from('small') }));
    copies = create({ improve, calmMs: 0 });
    const { tag } = (await copies.document(HOME))!;
    copies.pin({ ...HOME, path: 'unread' });
    await until('the page is small', async () => Buffer.from((await copies.document(HOME))!.br).toString() === 'small');
    expect((await copies.document(HOME))!.tag).toBe(tag);
    expect(improve).toHaveBeenCalledTimes(1);
  });

  it('SEC-65 stays within its bytes by forgetting what was used least recently', async () => {
    copies = create({ maxBytes: 60_000 });
    copies.pin(HOME);
    for (let month = 1; month <= 9; month += 1) {
      for (let day = 1; day <= 9; day += 1) await copies.document({ ...SHOP, day: `2026-0${month}-0${day}` });
    }
    const { bytes: used } = copies.size();
    expect(used).toBeLessThanOrEqual(60_000);
    expect(copies.kept({ ...SHOP, day: '2026-01-01' })).toBeNull();
    expect(copies.kept({ ...SHOP, day: '2026-09-09' })).not.toBeNull();
    expect(copies.kept(HOME)).not.toBeNull();
  });
});
