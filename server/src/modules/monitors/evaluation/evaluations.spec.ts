import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import { Log } from '../../../platform/logging/log.js';
import { Evaluations, SANDBOX_DEFAULTS } from './evaluations.service.js';

// Real: the worker thread, the interpreter, the bundle. The bounds of time are the product's, except where a spec has to run into them.
const log = Log.create('silent');
const start = (limitMs = SANDBOX_DEFAULTS.settings.limitMs, deadlineMs = SANDBOX_DEFAULTS.deadlineMs): Evaluations =>
  new Evaluations(new Lifecycle(log), log, { settings: { ...SANDBOX_DEFAULTS.settings, limitMs }, deadlineMs, startDeadlineMs: 30_000 });

const MEASURED = { latencyMs: 42, isTimeout: false };

describe('functions of users (monitors §5)', () => {
  let evaluations: Evaluations;
  beforeAll(() => {
    evaluations = start(5_000, 10_000);
  });
  afterAll(() => evaluations.stop());

  it.each([
    ['a bare async function', 'async function (statusCode, responseTime) { return { status: "UP", latency: responseTime }; }'],
    ['one in parentheses', '(async function (statusCode, responseTime) { return { status: "UP", latency: responseTime }; })'],
    ['one with a semicolon', '  (async function (statusCode, responseTime) { return { status: "UP", latency: responseTime }; });\n\n'],
    ['a plain function', 'function (statusCode, responseTime) { return { status: "UP", latency: responseTime }; }'],
    ['an arrow', '(statusCode, responseTime) => ({ status: "UP", latency: responseTime })'],
    ['an async arrow', 'async (statusCode, responseTime) => { await null; return { status: "UP", latency: responseTime }; }'],
    [
      'one under a comment',
      '// what we expect\nasync function (statusCode, responseTime) { return { status: "UP", latency: responseTime } } // end',
    ],
    ['the last one of a script', 'const ok = "UP"; (code, time) => ({ status: ok, latency: time })'],
    ['one that returns what can be awaited', '(code, time) => ({ then(resolve) { resolve({ status: "UP", latency: time }); } })'],
    ['a named one', 'async function evaluate(code, time) { console.log(code); return { status: "UP", latency: time }; }'],
  ])('runs %s', async (_, code) => {
    await expect(evaluations.judge(code, [200, 7, 'body'], MEASURED)).resolves.toEqual({
      status: 'UP',
      latencyMs: 7,
      type: 'REALTIME',
      errorMessage: null,
    });
  });

  it.each([
    ['', 'it is not a function'],
    ['42', 'it is not a function'],
    ['({})', 'it is not a function'],
    ['async function (', 'SyntaxError'],
    ['() => { throw new TypeError("no") }', 'TypeError: no'],
    ['() => { throw "text" }', 'text'],
    ['() => { throw { code: 5 } }', '{"code":5}'],
    ['() => { throw null }', 'null'],
    ['() => { throw undefined }', 'undefined'],
    ['() => { throw Symbol("s") }', 'Symbol(s)'],
    ['() => { throw { toJSON() { throw 1 } } }', 'it threw something that cannot be shown'],
    [
      '() => { const error = new Error("x"); error.toString = () => { throw error }; throw error }',
      'it threw something that cannot be shown',
    ],
    ['() => { throw "x".repeat(1e6) }', 'x'.repeat(100)],
    ['async () => { throw new Error("later") }', 'Error: later'],
    ['async () => { await Promise.reject(new RangeError("far")) }', 'RangeError: far'],
    ['() => new Promise(() => {})', 'it waits for something that never comes'],
    ['() => undefined.status', 'TypeError'],
  ])('says why %j failed', async (code, reason) => {
    const verdict = await evaluations.judge(code, [], MEASURED);
    expect(verdict).toMatchObject({ status: 'DOWN', type: 'ERROR', latencyMs: 42 });
    expect(verdict.errorMessage).toContain(reason);
    expect(verdict.errorMessage?.length).toBeLessThanOrEqual(200);
  });

  it.each([
    ['() => undefined', { kind: 'other', what: 'undefined' }],
    ['() => null', { kind: 'other', what: 'null' }],
    ['() => "UP"', { kind: 'other', what: 'the text “UP”' }],
    ['() => 7', { kind: 'other', what: '7' }],
    ['() => () => 1', { kind: 'other', what: 'a function' }],
    ['() => ({})', { kind: 'object' }],
    ['() => []', { kind: 'object' }],
    ['() => ({ status: "UP", latency: 1, more: { deep: [1] } })', { kind: 'object', status: 'UP', latency: 1 }],
    [
      '() => ({ status: { a: 1 }, latency: 10n })',
      { kind: 'object', status: 'a value of the type object', latency: 'a value of the type bigint' },
    ],
    ['() => ({ get status() { return "DOWN" }, get latency() { return 3 } })', { kind: 'object', status: 'DOWN', latency: 3 }],
    ['() => ({ status: "UP", latency: NaN })', { kind: 'object', status: 'UP', latency: null }],
    ['() => new Proxy({}, { get: (_, name) => (name === "then" ? undefined : "UP") })', { kind: 'object', status: 'UP', latency: 'UP' }],
    ['() => ({ get status() { throw new Error("hidden") } })', { kind: 'failed', reason: 'Error: hidden' }],
    ['() => { const o = {}; for (let i = 0; i < 1e5; i++) o["k" + i] = i; o.status = "UP"; return o }', { kind: 'object', status: 'UP' }],
  ])('reads what %s returns', async (code, evaluation) => {
    await expect(evaluations.evaluate(code, [])).resolves.toEqual(evaluation);
  });

  it('hands over what a probe saw, as it saw it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 4 }), async (args) => {
        const expected = JSON.stringify(args);
        const code = `(...args) => { args.pop(); return { status: JSON.stringify(args) === ${JSON.stringify(expected)} ? 'UP' : JSON.stringify(args), latency: 0 }; }`;
        await expect(evaluations.evaluate(code, args)).resolves.toMatchObject({ status: 'UP' });
      }),
      { numRuns: 30 },
    );
  });

  it('takes 2 MiB to look at, and no more', async () => {
    const code = '(text) => ({ status: "UP", latency: text.length })';
    const most = 2 * 1024 * 1024;
    await expect(evaluations.evaluate(code, ['"'.repeat(most)])).resolves.toEqual({ kind: 'object', status: 'UP', latency: most });
    await expect(evaluations.evaluate(code, ['ä'.repeat(most)])).resolves.toMatchObject({ kind: 'unavailable' });
    await expect(evaluations.judge(code, [[['x'.repeat(most)]]], MEASURED)).resolves.toMatchObject({ status: 'NO_DATA' });
  });
});

describe('modules.cheerio', () => {
  let evaluations: Evaluations;
  beforeAll(() => {
    evaluations = start(5_000, 10_000);
  });
  afterAll(() => evaluations.stop());

  const HTML = `<!doctype html><title>Größe &amp; mehr</title><form id=f><input name=q value="1 &lt; 2"><select><option>a<option selected>b</select></form>
    <ul class="list top"><li class=a>one<li class="b" data-count='{"n":3}'>two <b>bold</b><li>three</ul>`;
  const select = (expression: string): Promise<unknown> =>
    evaluations.evaluate(
      `(code, time, html, modules) => { const $ = modules.cheerio.load(html); return { status: JSON.stringify(${expression}), latency: 0 } }`,
      [200, 1, HTML],
    );

  it.each([
    [`$('title').text()`, 'Größe & mehr'],
    [`$('li').length`, 3],
    [`$('ul.list > li:nth-child(2)').attr('class')`, 'b'],
    [`$('li.b').html()`, 'two <b>bold</b>'],
    [`$('ul').find('b').text()`, 'bold'],
    [
      `(() => { const seen = []; $('li').each((i, el) => { seen.push(i + $(el).text()) }); return seen })()`,
      ['0one', '1two bold', '2three'],
    ],
    [`$('li').map((i, el) => $(el).text().length).get()`, [3, 8, 5]],
    [`$('li').filter('.a').length + $('li').filter((i) => i > 0).length`, 3],
    [`[$('li').first().text(), $('li').last().text(), $('li').eq(1).attr('class')]`, ['one', 'three', 'b']],
    [`$('ul').children().length`, 3],
    [`$('li.b').parent().is('ul.list')`, true],
    [`[$('li.a').next().attr('class'), $('li.b').prev().attr('class')]`, ['b', 'a']],
    [`$('li').has('b').length`, 1],
    [`$('li').toArray().length`, 3],
    [`$('ul').hasClass('top')`, true],
    [`[$('input').val(), $('select').val()]`, ['1 < 2', 'b']],
    [`$('li.b').data('count').n`, 3],
    [`$('body').length + $.root().children().length`, 2],
    [`$('li:contains("three")').index()`, 2],
    [`$('a[href^="http"]').length`, 0],
  ])('%s', async (expression, expected) => {
    await expect(select(expression)).resolves.toEqual({ kind: 'object', status: JSON.stringify(expected), latency: 0 });
  });

  it('is there only for functions that name it', async () => {
    await expect(evaluations.evaluate('(modules) => ({ status: Object.keys(modules).join() })', [])).resolves.toMatchObject({ status: '' });
  });
});

describe('SEC-41 regular expressions of users', () => {
  let evaluations: Evaluations;
  beforeAll(() => {
    evaluations = start();
  });
  afterAll(() => evaluations.stop());

  it('are looked for in linear time', async () => {
    const text = `${'a'.repeat(64 * 1024 - 1)}b`;
    const patterns = ['(a+)+$', '(a|a)*c', '(x+x+)+y', 'ab$', '^a', '(?i)A{3}B', '\\p{Lu}'];
    await expect(evaluations.search(patterns.map((pattern) => ({ pattern, text })))).resolves.toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('are found nowhere when they are none', async () => {
    const patterns = ['(', '(?=a)', '(a)\\1', '((a{1000}){1000}){10}', 'a'];
    await expect(evaluations.search(patterns.map((pattern) => ({ pattern, text: 'a' })))).resolves.toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    await expect(evaluations.search([])).resolves.toEqual([]);
  });

  it('cost nobody more than their time', async () => {
    const greedy = { pattern: '(a?){500}a{500}', text: 'a'.repeat(64 * 1024) };
    const impatient = start(100, 150);
    await impatient.evaluate('() => 1', []);
    await expect(impatient.search(Array.from({ length: 50 }, () => greedy))).resolves.toEqual(Array(50).fill(false));
    await impatient.stop();
    await expect(impatient.search([greedy])).resolves.toBeNull();
  });
});
