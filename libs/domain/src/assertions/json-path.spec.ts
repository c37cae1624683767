import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findByPath, type JsonPath, parseJsonPath } from './json-path.js';

/** A path in its most careful spelling. */
const written = (path: JsonPath): string =>
  `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step.replaceAll(/['\\]/g, '\\$&')}']`)).join('')}`;

const find = (document: unknown, path: string): unknown => {
  const steps = parseJsonPath(path);
  if (typeof steps === 'string') throw new Error(steps);
  const found = findByPath(document, steps);
  return found.isThere ? found.value : undefined;
};

describe('paths into JSON', () => {
  it.each([
    ['$', []],
    ['$.a', ['a']],
    ["$.a.b[0]['c']", ['a', 'b', 0, 'c']],
    ['$["a b"][10]', ['a b', 10]],
    ["$['it\\'s']", ["it's"]],
    ["$['back\\\\slash']", ['back\\slash']],
    ['$.größe.$ref.x-1', ['größe', '$ref', 'x-1']],
    ['$[-1]', [-1]],
    ["$['']", ['']],
  ])('reads %j', (text, expected) => {
    expect(parseJsonPath(text)).toEqual(expected);
  });

  it.each([
    '',
    'a',
    '.a',
    '$a',
    '$.',
    '$..a',
    '$.*',
    '$[*]',
    '$[01]',
    '$[-0]',
    '$[0:2]',
    '$[?(@.a)]',
    "$['a",
    '$[a]',
    '$.a.',
    '$.1a',
    '$.a b',
  ])('refuses %j', (text) => {
    expect(typeof parseJsonPath(text)).toBe('string');
  });

  it('refuses paths that are too long or too deep', () => {
    expect(parseJsonPath(`$.${'a'.repeat(500)}`)).toMatch(/at most 500/);
    expect(parseJsonPath(`$${'[0]'.repeat(51)}`)).toMatch(/at most 50 steps/);
  });

  const document = { status: 'ok', items: [{ id: 1 }, { id: 2 }], none: null, deep: { 'a.b': { c: true } } };
  it.each([
    ['$.status', 'ok'],
    ['$.items[1].id', 2],
    ['$.items[-1].id', 2],
    ['$.none', null],
    ["$.deep['a.b'].c", true],
    ['$.items[2]', undefined],
    ['$.items[-3]', undefined],
    ['$.items.length', undefined],
    ["$.items['0']", undefined],
    ['$.status.length', undefined],
    ['$.none.x', undefined],
    ['$.toString', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
  ])('finds at %s what stands there', (path, expected) => {
    expect(find(document, path)).toEqual(expected);
  });

  const step = fc.oneof(fc.string({ maxLength: 8 }), fc.integer({ min: 0, max: 99 }));
  it('reads back every path it can be asked to write', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 10 }), (path) => expect(parseJsonPath(written(path))).toEqual(path)));
  });

  it('finds every leaf of every document by its path', () => {
    const leaves = function* (value: unknown, path: JsonPath): Generator<[JsonPath, unknown]> {
      if (typeof value !== 'object' || value === null) yield [path, value];
      else if (Array.isArray(value)) for (const [index, entry] of value.entries()) yield* leaves(entry, [...path, index]);
      else for (const [name, member] of Object.entries(value)) yield* leaves(member, [...path, name]);
    };
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const parsed = JSON.parse(text) as unknown;
        for (const [path, leaf] of leaves(parsed, [])) expect(findByPath(parsed, path)).toEqual({ isThere: true, value: leaf });
      }),
    );
  });

  it('answers for any text and any document', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => {
        const path = parseJsonPath(`$${text}`);
        if (typeof path !== 'string') expect(typeof findByPath(value, path).isThere).toBe('boolean');
      }),
    );
  });
});
