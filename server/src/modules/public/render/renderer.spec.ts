import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Renderer, RENDERER_DEFAULTS, RenderError, type RendererOptions } from './renderer.js';

const bundle = new URL('../../../../test/pages/fake-bundle.mjs', import.meta.url);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const json = (snapshot: object): string => JSON.stringify(snapshot);

describe('Renderer, with a real thread and a bundle of our own', () => {
  let restarts: string[];
  let renderer: Renderer;
  const start = (options: Partial<RendererOptions> = {}): Renderer =>
    new Renderer({ ...RENDERER_DEFAULTS, bundle, baseHref: '/', onRestart: (reason) => restarts.push(reason), ...options });

  beforeEach(() => {
    restarts = [];
    renderer = start();
  });
  afterEach(() => renderer.stop());

  it('answers the document in three encodings, with its status and its script hashes', async () => {
    const page = await renderer.render('/', json({ title: 'Größe' }), 'visitor');
    expect(text(page.identity)).toContain('<title>Größe</title>');
    expect(text(brotliDecompressSync(page.br))).toBe(text(page.identity));
    expect(text(gunzipSync(page.gzip))).toBe(text(page.identity));
    expect(page).toMatchObject({ status: 200, inlineScriptHashes: ['sha256-abc='] });
    await expect(renderer.render('/x', json({ kind: 'not-found' }), 'visitor')).resolves.toMatchObject({ status: 404 });
  });

  it('serves visitors before changes, and changes before upkeep', async () => {
    const order: string[] = [];
    const job = (name: string, urgency: 'visitor' | 'change' | 'upkeep'): Promise<void> =>
      renderer.render('/', json({ name }), urgency).then(() => void order.push(name));
    await Promise.all([job('first', 'upkeep'), job('nobody', 'upkeep'), job('changed', 'change'), job('visitor', 'visitor')]);
    expect(order).toEqual(['first', 'visitor', 'changed', 'nobody']);
  });

  it('refuses a snapshot that the bundle cannot render and goes on with the next one on the same thread', async () => {
    await expect(renderer.render('/', json({ act: 'throw' }), 'visitor')).rejects.toThrow('the template is broken');
    await expect(renderer.render('/', json({}), 'visitor')).resolves.toMatchObject({ status: 200 });
    expect(restarts).toEqual([]);
  });

  it('replaces a thread that died and serves those who waited behind it', async () => {
    await renderer.render('/', json({}), 'visitor');
    const fatal = renderer.render('/', json({ act: 'exit' }), 'visitor');
    const next = renderer.render('/', json({ title: 'next' }), 'visitor');
    await expect(fatal).rejects.toBeInstanceOf(RenderError);
    await expect(next).resolves.toMatchObject({ status: 200 });
    expect(restarts).toEqual(['exit code 3']);
  });

  it('gives a render a deadline and replaces the thread that missed it', async () => {
    renderer = start({ deadlineMs: 100 });
    await renderer.render('/', json({}), 'visitor');
    await expect(renderer.render('/', json({ act: 'hang' }), 'visitor')).rejects.toThrow('took longer than 100 ms');
    await expect(renderer.render('/', json({}), 'visitor')).resolves.toMatchObject({ status: 200 });
    expect(restarts).toHaveLength(1);
  });

  it('says so when there is no bundle', async () => {
    renderer = start({ bundle: new URL('./absent.mjs', import.meta.url) });
    await expect(renderer.render('/', json({}), 'visitor')).rejects.toThrow(/absent\.mjs/);
  });

  it('refuses more work than may wait', async () => {
    renderer = start({ maxWaiting: 1 });
    const jobs = ['a', 'b', 'c'].map((name) => renderer.render('/', json({ name }), 'visitor'));
    const results = await Promise.allSettled(jobs);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  });

  it('refuses whatever waits when it stops', async () => {
    const job = renderer.render('/', json({ act: 'hang' }), 'visitor');
    const refused = expect(job).rejects.toThrow('has stopped');
    await renderer.stop();
    await refused;
    await expect(renderer.render('/', json({}), 'visitor')).rejects.toThrow('has stopped');
  });
});
