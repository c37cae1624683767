import { escaped, unescaped } from './escapes.js';

describe('what is sent to a port', () => {
  it.each([
    ['PING\r\n', 'PING\\r\\n'],
    ['a\\b', 'a\\\\b'],
    ['\u0001\u0000\t', '\\x01\\0\\t'],
    ['grüße 👋', 'grüße 👋'],
    ['', ''],
  ])('%j is written on one line', (text, line) => {
    expect(escaped(text)).toBe(line);
    expect(unescaped(line)).toBe(text);
  });

  it('leaves alone what is no escape', () => {
    expect(unescaped('C:\\dir \\xZZ \\q')).toBe('C:\\dir \\xZZ \\q');
  });
});
