import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonFaultAt } from './json-fault.js';
import { readTemplate, renderTemplate } from './index.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('jsonFaultAt', () => {
  it.each([
    ['{"a":x}', 5],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{"a":"\n"}', 5],
    ['[1', 2],
    ['', 0],
    ['1 2', 2],
    ['{"a":[1}', 7],
    ['[01]', 2],
  ])('finds the fault of %j at %i', (text, at) => {
    expect(jsonFaultAt(text)).toBe(at);
  });

  it('finds one exactly where there is one', () => {
    const pieces = fc.array(fc.constantFrom(...'{}[],: \n', '"a"', '1', '-0.5e3', 'true', 'null', '"\\u00e4"', '"\\x"', 'x'), {
      maxLength: 9,
    });
    fc.assert(fc.property(fc.json(), (text) => expect(jsonFaultAt(text)).toBeNull()));
    fc.assert(
      fc.property(pieces, (parts) => expect(jsonFaultAt(parts.join('')) === null).toBe(isJson(parts.join('')))),
      { numRuns: 2_000 },
    );
  });
});

describe('a template whose JSON is none', () => {
  it.each<[string, number, number]>([
    ['{\n  "a": {{n}},\n  "b": x\n}', 3, 8],
    ['{"a":{{n}}},\n"b"', 1, 12],
    ['{"a":1{{#on}}\n,"b":2,{{/on}}}', 2, 15],
    ['{\n{{#on}}\n"a":1 "b"\n{{/on}}\n}', 3, 7],
    ['{"a":{{n}}', 1, 6],
  ])('names the place in the template: %j', (text, line, column) => {
    const template = readTemplate(text);
    expect(() => renderTemplate(template, 'json', { n: 'five', on: true })).toThrow(expect.objectContaining({ place: { line, column } }));
  });

  it('counts as its author does, also behind what is put between two braces', () => {
    expect(() => readTemplate('{"a":{{n}},"b":{{n}}}{{> x}}')).toThrow(expect.objectContaining({ place: { line: 1, column: 22 } }));
  });
});
