/** Functions whose argument is fetched. */
const FETCHING = new Set(['url', 'src']);
/** Functions in which a bare string is fetched. */
const FETCHING_STRINGS = new Set(['image-set', '-webkit-image-set']);
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };
/** Any origin that is not ours: addresses that stay on it stay with us. */
const HERE = 'https://here.invalid/assets/';

const isNameStart = (char: string): boolean => /[a-z_\-\u0080-\uffff\\]/i.test(char);
const isName = (char: string): boolean => /[a-z0-9_\-\u0080-\uffff\\]/i.test(char);

/** Why a style sheet is refused, and where. */
export interface CssFault {
  /** The end of a sentence that begins with the name of the style sheet. */
  why: string;
  /** From 1. */
  line: number;
}

class Refusal extends Error {
  constructor(
    message: string,
    /** Index of the character. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** Walks the tokens of a style sheet as browsers do, escapes and all. @see CSS Syntax 3 §4 */
class CssReader {
  private at = 0;
  /** Where the present token began. */
  private start = 0;
  /** What is open, innermost last: a bracket, or a function by its name. */
  private readonly open: { closing: string; name: string; at: number }[] = [];

  constructor(private readonly css: string) {}

  read(): void {
    while (this.at < this.css.length) this.token();
    const open = this.open.at(-1);
    if (open !== undefined) this.refuse(`has a bracket that is not closed by ${open.closing}`, open.at);
  }

  private refuse(why: string, at = this.start): never {
    throw new Refusal(why, at);
  }

  private token(): void {
    this.start = this.at;
    const char = this.css[this.at]!;
    if (this.css.startsWith('/*', this.at)) this.comment();
    else if (char === '"' || char === "'") this.string();
    else if (char === '@') this.atRule();
    else if (isNameStart(char)) this.word();
    else this.mark(char);
  }

  private mark(char: string): void {
    this.at++;
    const closing = CLOSING[char];
    if (closing !== undefined) this.open.push({ closing, name: '', at: this.start });
    else if ((char === '}' || char === ')' || char === ']') && this.open.pop()?.closing !== char)
      this.refuse(`has a ${char} that closes nothing`);
  }

  private comment(): void {
    const end = this.css.indexOf('*/', this.at + 2);
    if (end < 0) this.refuse('has a comment that does not end');
    this.at = end + 2;
  }

  private string(): void {
    const text = this.quoted();
    if (FETCHING_STRINGS.has(this.open.at(-1)?.name ?? '')) this.address(text);
  }

  private quoted(): string {
    const quote = this.css[this.at++];
    let text = '';
    for (;;) {
      const char = this.css[this.at];
      if (char === undefined || /[\n\r\f]/.test(char)) return this.refuse('has a text that does not end');
      if (char === '\\') text += this.escaped();
      else {
        this.at++;
        if (char === quote) return text;
        text += char;
      }
    }
  }

  /** The character behind a backslash. */
  private escaped(): string {
    const hex = /^\\([0-9a-f]{1,6})(\r\n|[ \n\r\t\f])?/i.exec(this.css.slice(this.at, this.at + 9));
    if (hex === null) {
      const char = String.fromCodePoint(this.css.codePointAt(this.at + 1) ?? 0xfffd);
      this.at += 1 + char.length;
      return /[\n\r\f]/.test(char) ? '' : char;
    }
    this.at += hex[0].length;
    const code = Number.parseInt(hex[1]!, 16);
    return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  }

  private name(): string {
    let name = '';
    for (let char = this.css[this.at]; char !== undefined && isName(char); char = this.css[this.at]) {
      if (char === '\\') name += this.escaped();
      else {
        name += char;
        this.at++;
      }
    }
    return name.toLowerCase();
  }

  private atRule(): void {
    this.at++;
    if (this.name() === 'import') this.refuse('must not use @import');
  }

  private word(): void {
    const name = this.name();
    if (name === '-moz-binding') this.refuse('must not use -moz-binding');
    if (this.css[this.at] !== '(') {
      if (name === 'behavior' && /^\s*:/.test(this.css.slice(this.at, this.at + 20))) this.refuse('must not use behavior');
      return;
    }
    if (name === 'expression') this.refuse('must not use expression()');
    this.at++;
    if (FETCHING.has(name)) this.fetched();
    else this.open.push({ closing: ')', name, at: this.start });
  }

  /** The argument of `url()`: quoted, or bare up to the bracket. */
  private fetched(): void {
    this.spaces();
    const char = this.css[this.at];
    let text = '';
    if (char === '"' || char === "'") text = this.quoted();
    else
      while (this.at < this.css.length && this.css[this.at] !== ')') {
        if (this.css[this.at] === '\\') text += this.escaped();
        else text += this.css[this.at++]!;
      }
    this.spaces();
    if (this.css[this.at++] !== ')') this.refuse('has a url() that does not end');
    this.address(text.trim());
  }

  private spaces(): void {
    while (/\s/.test(this.css[this.at] ?? '')) this.at++;
  }

  private address(text: string): void {
    if (/^data:image\//i.test(text)) return;
    const url = URL.canParse(text, HERE) ? new URL(text, HERE) : null;
    if (url?.origin !== new URL(HERE).origin)
      this.refuse(`must not fetch “${text.slice(0, 100)}”: only paths of this site and data images`);
  }
}

/**
 * What an owner's style sheet must not do: fetch from elsewhere, run anything, or leave its element.
 * @returns null when it may stand
 * @see reliability SEC-51
 */
export function cssFault(css: string): CssFault | null {
  const leaves = /<\/style|<!--|-->/i.exec(css);
  if (leaves !== null) return { why: 'must not contain </style or HTML comments', line: lineOf(css, leaves.index) };
  try {
    new CssReader(css).read();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { why: error.message, line: lineOf(css, error.at) };
    throw error;
  }
}

const lineOf = (css: string, at: number): number => css.slice(0, at).split(/\r\n|[\n\r\f]/).length;
