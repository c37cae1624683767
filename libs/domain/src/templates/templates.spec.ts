import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  apart,
  checkTemplate,
  readTemplate,
  renderTemplate,
  type TemplateMode,
  type TemplateVariables,
  type VariableDeclaration,
} from './index.js';

const render = (text: string, variables: TemplateVariables, mode: TemplateMode = 'text', raw: string[] = []): string =>
  renderTemplate(readTemplate(text), mode, variables, new Set(raw));

const DECLARED: VariableDeclaration[] = [
  { name: 'alert_name', type: 'text', description: 'Name of the alert', sample: 'Alert' },
  { name: 'alert_id', type: 'number', description: 'Id', sample: 41 },
  { name: 'is_triggered', type: 'boolean', description: 'Firing', sample: true },
  { name: 'update_text', type: 'html', description: 'Text', sample: '<p>x</p>' },
];

describe('renderTemplate', () => {
  it.each<[string, string, TemplateVariables, string]>([
    ['a value', 'Hello {{name}}!', { name: 'Ana' }, 'Hello Ana!'],
    ['an unknown value', 'Hello {{nobody}}!', {}, 'Hello !'],
    ['a section', '{{#on}}yes{{/on}}{{^on}}no{{/on}}', { on: true }, 'yes'],
    ['an inverted section', '{{#on}}yes{{/on}}{{^on}}no{{/on}}', { on: false }, 'no'],
    ['#if with else', '{{#if on}}yes{{else}}no{{/if}}', { on: '' }, 'no'],
    ['#unless', '{{#unless on}}off{{/unless}}', { on: 0 }, 'off'],
    ['Mustache: zero is false', '{{#count}}some{{/count}}{{^count}}none{{/count}}', { count: 0 }, 'none'],
    ['Mustache: outer names inside', '{{#url}}{{name}}: {{.}}{{/url}}', { url: 'http://x.test', name: 'link' }, 'link: http://x.test'],
    ['a line of its own leaves no line', 'a\n{{#on}}\nb\n{{/on}}\nc', { on: true }, 'a\nb\nc'],
    ['a comment', 'a{{! nothing }}b', {}, 'ab'],
    ['names of objects', '{{toString}}{{hasOwnProperty}}', {}, ''],
  ])('writes %s', (_what, text, variables, result) => {
    expect(render(text, variables)).toBe(result);
  });

  it('escapes in HTML, except HTML in triple braces', () => {
    const variables = { title: `<b title="'">&\``, update_text: '<p>ok</p>' };
    expect(render('{{title}} {{{title}}} {{{update_text}}} {{update_text}}', variables, 'html', ['update_text'])).toBe(
      '&lt;b title=&quot;&#39;&quot;&gt;&amp;&#96; &lt;b title=&quot;&#39;&quot;&gt;&amp;&#96; <p>ok</p> &lt;p&gt;ok&lt;/p&gt;',
    );
  });

  it.each([
    '{{> other}}',
    '{{#each list}}x{{/each}}',
    '{{#with a}}x{{/with}}',
    '{{lookup a b}}',
    '{{log a}}',
    '{{a (b c)}}',
    '{{#if (b c)}}x{{/if}}',
    '{{@root.a}}',
    '{{../a}}',
    '{{constructor}}',
    '{{a.__proto__}}',
    '{{* decorate}}',
    '{{#a as |b|}}x{{/a}}',
    '{{#a b=c}}x{{/a}}',
    '{{"text"}}',
    '{{#a}}x{{/b}}',
    '{{#a}}',
    '{{a',
    '{{#a}}{{#b}}{{#c}}{{#d}}x{{/d}}{{/c}}{{/b}}{{/a}}',
    '{{a}}'.repeat(501),
    'x'.repeat(32_769),
  ])('SEC-44 refuses %.40s', (text) => {
    expect(() => readTemplate(text)).toThrow(expect.objectContaining({ name: 'TemplateError' }));
  });

  it('SEC-44 stops what grows too long', () => {
    expect(() => render('{{a}}'.repeat(300), { a: 'x'.repeat(1_000) })).toThrow('too long');
  });
});

describe('a brace after a tag', () => {
  it.each([
    ['{"n":{{n}}}', '{"n":{{n}}{{!}}}'],
    ['{"n":{{{n}}}}', '{"n":{{{n}}}}'],
    ['{{#a}}{"b":{{b}}}{{/a}}', '{{#a}}{"b":{{b}}{{!}}}{{/a}}'],
    ['{{a}} {{b}}', '{{a}} {{b}}'],
    ['{{{a}} {{b}}', '{{{a}} {{b}}'],
    ['{{a', '{{a'],
  ])('is kept apart from it: %s', (text, result) => {
    expect(apart(text)).toBe(result);
  });

  it('changes nothing else, and never what a template says', () => {
    const pieces = fc.array(fc.constantFrom('{{a}}', '{{{a}}}', '{{#a}}', '{{/a}}', '{', '}', '{{', '}}', 'x', ' '));
    fc.assert(fc.property(pieces, (parts) => expect(apart(parts.join('')).replaceAll('{{!}}', '')).toBe(parts.join(''))));
  });
});

describe('templates of JSON', () => {
  it.each<[string, string, TemplateVariables, unknown]>([
    ['strings', '{"a":"x {{v}} y"}', { v: '","admin":true,"x":"' }, { a: 'x ","admin":true,"x":" y' }],
    ['typed values', '{"a":{{n}},"b":{{t}},"c":{{s}},"d":{{none}}}', { n: 3, t: false, s: 'x' }, { a: 3, b: false, c: 'x', d: null }],
    ['sections outside of strings', '{"a":1{{#on}},"b":[{{n}},{{n}}]{{/on}}}', { on: true, n: 2 }, { a: 1, b: [2, 2] }],
    ['sections inside of strings', '{"event":"{{#on}}trigger{{/on}}{{^on}}resolve{{/on}}"}', { on: false }, { event: 'resolve' }],
    ['raw braces', '{"a":"{{{v}}}"}', { v: '"\n' }, { a: '"\n' }],
    ['objects in lists', '[{"a":"{{v}}"},{"a":"b","c":{"d":"{{v}}"}}]', { v: '\\' }, [{ a: '\\' }, { a: 'b', c: { d: '\\' } }]],
  ])('write %s', (_what, text, variables, result) => {
    expect(JSON.parse(render(text, variables, 'json'))).toEqual(result);
  });

  it.each([
    ['a variable in a key', '{"{{v}}":1}'],
    ['what is no JSON', '{"a":{{v}}'],
  ])('refuse %s', (_what, text) => {
    expect(() => render(text, { v: 'x' }, 'json')).toThrow(expect.objectContaining({ name: 'TemplateError' }));
  });

  it('SEC-45 no value changes the set of keys', () => {
    const text = '{"text":"{{v}}","list":["{{{v}}}",{{v}}],"nested":{"a":"{{#v}}{{.}}{{/v}}","b":{{w}}}}';
    const keysOf = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(keysOf)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]))
          : null;
    const expected = keysOf(JSON.parse(render(text, {}, 'json')));
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('","admin":true,"x":"'),
    );
    fc.assert(
      fc.property(value, value, (v, w) => {
        const result = JSON.parse(render(text, { v, w }, 'json')) as { text: string };
        expect(keysOf(result)).toEqual(expected);
        if (typeof v === 'string') expect(result.text).toBe(v.toWellFormed() === v ? v : result.text);
      }),
    );
  });
});

describe('checkTemplate', () => {
  it('finds nothing wrong with a good one', () => {
    expect(checkTemplate('{{#is_triggered}}{{alert_name}}{{/is_triggered}} {{{update_text}}}', 'html', DECLARED)).toEqual([]);
  });

  it('names the line of a fault, and what was meant by a name', () => {
    expect(checkTemplate('a\nb {{#x}}', 'text', DECLARED)).toEqual([expect.objectContaining({ severity: 'error', line: 2 })]);
    expect(checkTemplate('{{#is_triggered}}x{{/is_on}}', 'text', DECLARED)[0]!.message).toContain("is_triggered doesn't match is_on");
    expect(checkTemplate('a {{alert_nmae}}', 'text', DECLARED)).toEqual([
      { severity: 'warning', message: 'There is no variable “alert_nmae”: did you mean “alert_name”?', line: 1, column: 3 },
    ]);
  });

  it('misses what is required, and what is no HTML', () => {
    const link: VariableDeclaration = { name: 'cta_url', type: 'text', description: 'the link', sample: 'x', isRequired: true };
    expect(checkTemplate('{{{alert_name}}}', 'html', [...DECLARED, link]).map(({ severity, message }) => [severity, message])).toEqual([
      ['error', '{{cta_url}} is missing: the link'],
      ['warning', '“alert_name” is no HTML; it is escaped in spite of the third brace.'],
    ]);
  });

  it('finds a body that is JSON only while a section is shown', () => {
    expect(checkTemplate('{"a":1,{{#is_triggered}}"b":2{{/is_triggered}}}', 'json', DECLARED)[0]).toMatchObject({ severity: 'error' });
    expect(checkTemplate('{"a":1{{#is_triggered}},"b":2{{/is_triggered}}}', 'json', DECLARED)).toEqual([]);
  });
});
