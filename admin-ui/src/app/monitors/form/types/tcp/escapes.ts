const NAMED: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };
const NAMES = new Map(Object.entries(NAMED).map(([name, character]) => [character, `\\${name}`]));

/** A text on one line: what a keyboard has no character for is written as in many languages, `\r\n`. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\\]/gu, (character) => NAMES.get(character) ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** What such a line stands for; what is no escape stays as it is. */
export const unescaped = (line: string): string =>
  line.replace(/\\(?:x([0-9a-f]{2})|([rnt0\\]))/gi, (written: string, code: string | undefined, name: string | undefined) =>
    code === undefined ? (NAMED[name ?? ''] ?? written) : String.fromCharCode(Number.parseInt(code, 16)),
  );
