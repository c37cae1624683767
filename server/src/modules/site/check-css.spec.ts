import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cssFault } from './check-css.js';

describe('cssFault', () => {
  it.each([
    '',
    '.bar { color: red; content: "a ) } b"; }',
    '/* @import "x"; url(https://evil.test) */ a { }',
    '@media (width > 40rem) { a:hover { background: url(/assets/images/a.png) } }',
    'a { background: url( "pictures/a.png" ) } b { background: URL(#x) }',
    'a { background: url(data:image/png;base64,AAAA) }',
    'a { background: image-set("/a.png" type("image/png") 1x) }',
    'a { scroll-behavior: smooth; width: calc((1px + 2px) * 3) }',
    'a[href^="https://"]::after { content: "\\201C" }',
    '.a\\:b { color: #fff }',
  ])('lets %j stand', (css) => expect(cssFault(css)).toBeNull());

  it.each([
    ['@import "/x.css";', '@import'],
    ['@IMPORT url(/x.css);', '@import'],
    ['@\\69 mport "x";', '@import'],
    ['@im\\port "x";', '@import'],
    ['a { background: url(https://evil.test/x) }', 'must not fetch'],
    ['a { background: url("//evil.test/x") }', 'must not fetch'],
    ['a { background: url(\\\\\\\\evil.test/x) }', 'must not fetch'],
    ['a { background: \\75rl(https://evil.test/x) }', 'must not fetch'],
    ['a { background: u\\r\\l(https://evil.test/x) }', 'must not fetch'],
    ['a { background: url(/**/https://evil.test) }', null],
    ['a { background: image-set("https://evil.test/a.png" 1x) }', 'must not fetch'],
    ['a { background: src("https://evil.test/a.png") }', 'must not fetch'],
    ['@font-face { src: url(https://evil.test/f.woff2) }', 'must not fetch'],
    ['a { background: url(javascript:alert(1)) }', 'must not fetch'],
    ['a { background: url(data:text/html,x) }', 'must not fetch'],
    ['a { width: expression(alert(1)) }', 'expression'],
    ['a { width: e\\78pression(alert(1)) }', 'expression'],
    ['a { -moz-binding: url(/x.xml) }', '-moz-binding'],
    ['a { behavior : url(/x.htc) }', 'behavior'],
    ['a{}</STYLE><script>', '</style'],
    ['<!-- a{} -->', 'HTML comments'],
    ['a { color: red', 'not closed'],
    ['a } b', 'closes nothing'],
    ['a { width: calc(1px } )', 'closes nothing'],
    ['/* a', 'does not end'],
    ['a { content: "x\n" }', 'does not end'],
    ['a { background: url(/x', 'does not end'],
  ])('refuses %j', (css, why) => {
    if (why === null) expect(cssFault(css)).toBeNull();
    else expect(cssFault(css)?.why).toContain(why);
  });

  it('answers for every text, and refuses an import however its letters are escaped', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (css) => void cssFault(css)));
    const letter = (char: string) =>
      fc.constantFrom(char, char.toUpperCase(), `\\${char.codePointAt(0)!.toString(16)} `, `\\00${char.codePointAt(0)!.toString(16)} `);
    fc.assert(
      fc.property(fc.tuple(...[...'import'].map(letter)), (letters) => {
        expect(cssFault(`a{} @${letters.join('')} "/x.css";`)).toMatchObject({ why: expect.stringContaining('@import') });
      }),
    );
  });

  it.each([
    ['a { }\n@import "x";', 2],
    ['a {\n  color: red;\n', 1],
    ['a { }\r\n\r\nb { background: url(https://evil.test/x) }', 3],
    ['a { }\n}\n', 2],
    ['a { }\n/* never ends\n\n', 2],
    ['a { }\n\n</style>', 3],
    ["a { content: 'x\n }", 1],
  ])('says in which line of %j the fault is', (css, line) => expect(cssFault(css)?.line).toBe(line));
});
