import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { Evaluations, SANDBOX_DEFAULTS } from './evaluations.service.js';

// Hostile functions in the real sandbox. Bounds of time are shorter than the product's, because most of them are run into.
const log = Log.create('silent');
const LIMIT_MS = 250;
const losses: string[] = [];
const start = (limitMs: number, deadlineMs: number): Evaluations =>
  new Evaluations(new Lifecycle(log), log, {
    settings: { ...SANDBOX_DEFAULTS.settings, limitMs },
    deadlineMs,
    startDeadlineMs: 30_000,
    waitMs: 60_000,
    onLoss: ({ loss }) => losses.push(loss),
  });

const FINE = '() => ({ status: "UP", latency: 1 })';
const IS_FINE = { kind: 'object', status: 'UP', latency: 1 };
const TOO_LONG = { kind: 'failed', reason: `it ran longer than ${LIMIT_MS} ms` };

/** Nothing of QuickJS answers an interrupt in here. */
const UNINTERRUPTIBLE = '() => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)';

describe('SEC-40 hostile functions', () => {
  let evaluations: Evaluations;
  beforeAll(() => {
    evaluations = start(LIMIT_MS, 5_000);
  });
  afterAll(() => evaluations.stop());

  it.each([
    ['the function constructor', `(() => {}).constructor('return typeof process')()`],
    ['constructors of constructors', `[].constructor.constructor('return typeof process')()`],
    ['the constructor of what we hand over', `modules.constructor.constructor('return typeof process')()`],
    ['the constructor of an async function', `await (async () => {}).constructor('return typeof process')()`],
    ['a generator', `(function* () {}).constructor('yield typeof process')().next().value`],
    ['indirect eval', `(0, eval)('typeof process')`],
    ['this', `typeof this.process`],
    ['require', `typeof require`],
    ['module', `typeof module`],
    ['fetch', `typeof fetch`],
    ['timers', `typeof setTimeout`],
    ['WebAssembly', `typeof WebAssembly`],
    ['threads', `typeof Worker`],
    ['the standard library of the interpreter', `typeof std === typeof os ? typeof std : 'there'`],
    ['the callers of a function', `typeof (function f() { return f.caller; })()?.caller`],
    [
      'the stack of an error',
      `typeof (() => { Error.prepareStackTrace = (_, frames) => frames; return new Error().stack.at(-1); })().getThis`,
    ],
  ])('reach no host by %s', async (_, expression) => {
    await expect(evaluations.evaluate(`async function (modules) { return { status: ${expression}, latency: 0 } }`, [])).resolves.toEqual({
      kind: 'object',
      status: 'undefined',
      latency: 0,
    });
  });

  it.each([`import('node:fs')`, `import('data:text/javascript,1')`, `import('./other.js')`])('import nothing: %s', async (expression) => {
    const code = `async () => { try { await ${expression}; return { status: 'DOWN' } } catch { return { status: 'UP', latency: 1 } } }`;
    await expect(evaluations.evaluate(code, [])).resolves.toEqual(IS_FINE);
  });

  it.each([
    ['an endless loop', 'for (;;);'],
    ['one that catches everything', 'for (;;) try { for (;;); } catch {} finally {}'],
    ['an endless chain of promises', 'for (;;) await null;'],
    ['promises that breed', 'const breed = () => Promise.resolve().then(breed); breed(); await new Promise(() => {});'],
    ['a regular expression that backtracks', 'return /(a+)+$/.test("a".repeat(40) + "b");'],
    ['a getter that never answers', 'return { get status() { for (;;); } };'],
    ['a proxy that never answers', 'return new Proxy({}, { get(_, name) { if (name !== "then") for (;;); } });'],
    ['something thrown that never becomes text', 'throw { toJSON() { for (;;); } };'],
    ['a list that never ends', 'return { status: [...(function* () { for (;;) yield 1; })()] };'],
  ])('end in time: %s', async (_, body) => {
    const outcome = await evaluations.evaluate(`async () => { ${body} }`, []);
    // Some run out of memory first, which is as good.
    expect(outcome.kind === 'failed' && outcome.reason.includes('memory') ? TOO_LONG : outcome).toEqual(TOO_LONG);
    await expect(evaluations.evaluate(FINE, [])).resolves.toEqual(IS_FINE);
  });

  it.each([
    ['lists', 'const all = []; for (;;) all.push(new Array(100000).fill(1.5));'],
    ['bytes', 'const all = []; for (;;) all.push(new Uint8Array(8e6));'],
    ['one huge buffer', 'new ArrayBuffer(1e9);'],
    ['texts', 'const all = []; for (let i = 0; ; i++) all.push(("x" + i).repeat(1e6));'],
    ['a text that doubles', 'let text = "x"; for (;;) text += text;'],
    ['keys', 'const all = {}; for (let i = 0; ; i++) all["key" + i] = {};'],
    ['numbers', 'let n = 3n; for (;;) n = n * n;'],
    ['closures', 'let f = () => 0; for (;;) { const g = f; f = () => g; }'],
  ])('get no more memory than there is: %s', async (_, body) => {
    const outcome = await evaluations.evaluate(`() => { ${body} }`, []);
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/memory|too long|too large|longer than/) });
    await expect(evaluations.evaluate(FINE, [])).resolves.toEqual(IS_FINE);
  });

  it.each([
    ['calls', 'function f() { f(); } f();'],
    ['JSON', 'JSON.parse("[".repeat(1e6));'],
    ['source', 'eval("[".repeat(1e6));'],
    ['a pattern', 'new RegExp("(".repeat(1e5) + ")".repeat(1e5));'],
    ['sorting', 'function f() { [2, 1].sort(f); } f();'],
    ['getters', 'const o = { get a() { return this.a; } }; o.a;'],
    ['text', 'const o = { toString() { return `${this}`; } }; String(o);'],
    ['proxies', 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x;'],
  ])('do not get through by depth: %s', async (_, body) => {
    await expect(evaluations.evaluate(`() => { ${body} }`, [])).resolves.toMatchObject({ kind: 'failed' });
    await expect(evaluations.evaluate(FINE, [])).resolves.toEqual(IS_FINE);
  });

  it('return a million keys, and two of them count', async () => {
    const patient = start(20_000, 25_000);
    const code = '() => { const o = { status: "UP", latency: 1 }; for (let i = 0; i < 1e6; i++) o[i] = i; return o }';
    await expect(patient.evaluate(code, [])).resolves.toEqual(IS_FINE);
    await patient.stop();
  });

  it.each([
    ['', FINE],
    [' with cheerio', '(modules) => ({ status: modules.cheerio.load("<p>UP</p>")("p").text(), latency: 1 })'],
  ])('change nothing for those that follow%s', async (_, next) => {
    const pollute = `(modules) => {
      ${next.includes('cheerio') ? 'modules.cheerio.load = () => { throw new Error("poisoned") };' : ''}
      for (const name of ['status', 'latency', 'then', 'toJSON', 'get', 'kind']) Object.prototype[name] = 'DOWN';
      JSON.parse = JSON.stringify = String.prototype.slice = Function.prototype.call = Array.prototype[Symbol.iterator] = Reflect.apply = () => 'DOWN';
      Promise.prototype.then = Object.defineProperty = globalThis.String = globalThis.Error = null;
      Object.freeze(Object.prototype); globalThis.kept = 1; globalThis.console = undefined;
      return Object.create(null);
    }`;
    const check = `(modules) => { if (typeof kept !== 'undefined' || 'kind' in {} || typeof console.log !== 'function') throw new Error('polluted'); return (${next})(modules) }`;
    await evaluations.evaluate(next, []);
    await evaluations.evaluate(pollute, []);
    await expect(evaluations.evaluate(check, [])).resolves.toEqual(IS_FINE);
  });

  it('cannot make their result larger than it may be', async () => {
    const code = `() => { String.prototype.slice = () => 'x'.repeat(1e6); Object.prototype.toJSON = () => 'x'.repeat(1e6); return { status: 'x'.repeat(1e6), latency: 0 } }`;
    await expect(evaluations.evaluate(code, [])).resolves.toEqual({ kind: 'object', status: 'x'.repeat(300), latency: 0 });
  });
});

describe('SEC-40 a thread that runs away', () => {
  it('is ended, and another one goes on', async () => {
    losses.length = 0;
    const evaluations = start(LIMIT_MS, 400);
    const outcomes = await Promise.all([FINE, UNINTERRUPTIBLE, FINE].map((code) => evaluations.evaluate(code, [])));
    expect(outcomes).toEqual([IS_FINE, TOO_LONG, IS_FINE]);
    expect(losses).toEqual(['late']);
    await evaluations.stop();
  });

  it('does not hold up the end', async () => {
    const lifecycle = new Lifecycle(log);
    const evaluations = new Evaluations(lifecycle, log);
    evaluations.onModuleInit();
    await evaluations.evaluate(FINE, []);
    const [running, waiting] = [evaluations.evaluate(UNINTERRUPTIBLE, []), evaluations.evaluate(FINE, [])];
    await lifecycle.beforeApplicationShutdown();
    await expect(running).resolves.toMatchObject({ kind: 'unavailable' });
    await expect(waiting).resolves.toMatchObject({ kind: 'unavailable' });
    await expect(evaluations.evaluate(FINE, [])).resolves.toMatchObject({ kind: 'unavailable', reason: 'the server is stopping' });
  });
});

describe('SEC-40 the main thread', () => {
  it('does not feel a hundred hostile functions at once', async () => {
    const evaluations = start(20, 500);
    const hostile = [
      'for (;;);',
      'for (;;) await null;',
      '/(a+)+$/.test("a".repeat(40) + "b");',
      'const all = []; for (;;) all.push(new Array(100000).fill(1.5));',
      'return { get status() { for (;;); } };',
    ];
    const codes = Array.from({ length: 100 }, (_, index) => `async (body) => { ${hostile[index % hostile.length]} }`);
    await evaluations.evaluate(FINE, []);

    const meanLag = async (work: () => Promise<unknown>): Promise<{ mean: number; longest: number; took: number }> => {
      const delay = monitorEventLoopDelay({ resolution: 10 });
      const began = performance.now();
      delay.enable();
      await work();
      delay.disable();
      return { mean: delay.mean / 1e6, longest: delay.max / 1e6, took: performance.now() - began };
    };
    const idle = await meanLag(() => pause(1_000));
    const busy = await meanLag(async () => {
      const outcomes = await Promise.all(codes.map((code) => evaluations.evaluate(code, ['x'.repeat(20_000)])));
      expect(outcomes.every(({ kind }) => kind === 'failed')).toBe(true);
    });
    // Run on this thread, they would hold it for as long as they take together.
    expect(busy.mean).toBeLessThan(idle.mean * 5);
    expect(busy.longest).toBeLessThan(busy.took / 4);
    await evaluations.stop();
  }, 120_000);
});
