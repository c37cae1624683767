const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** What may come next; a `}` or `]` only where the object or the list may end. */
type Expected = 'value' | 'value or end' | 'key' | 'key or end' | ':' | ', or end' | 'nothing';

/**
 * Where a text stops being JSON: engines do not all say, and name no place at all for some faults. One pass, whatever the text is.
 * @returns offset in the text, its length when something is missing at the end; null = it is JSON   @see RFC 8259
 */
export function jsonFaultAt(text: string): number | null {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : ', or end');
  while (true) {
    const rest = /[^ \t\n\r]/g;
    rest.lastIndex = at;
    const start = rest.exec(text)?.index ?? text.length;
    if (start === text.length) return expected === 'nothing' ? null : start;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(text);
    if (token === null) return start;
    const [, sign, string] = token;
    const next = step(expected, sign, string !== undefined, open, afterValue);
    if (next === null) return start;
    [expected, at] = [next, TOKEN.lastIndex];
  }
}

function step(
  expected: Expected,
  sign: string | undefined,
  isString: boolean,
  open: ('{' | '[')[],
  afterValue: () => Expected,
): Expected | null {
  if (sign === '}' || sign === ']') {
    const opening = sign === '}' ? '{' : '[';
    if (open.at(-1) !== opening || !expected.endsWith('or end')) return null;
    open.pop();
    return afterValue();
  }
  if (expected === ':') return sign === ':' ? 'value' : null;
  if (expected === ', or end') return sign === ',' ? (open.at(-1) === '{' ? 'key' : 'value') : null;
  if (expected === 'key' || expected === 'key or end') return isString ? ':' : null;
  if (expected === 'nothing' || sign === ',' || sign === ':') return null;
  if (sign === undefined) return afterValue();
  open.push(sign as '{' | '[');
  return sign === '{' ? 'key or end' : 'value or end';
}
