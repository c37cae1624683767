import type { TemplateValue } from './render-template.js';

/** Whether the text so far ends inside a string, and whether that string is a key. */
export class JsonPlace {
  private isInString = false;
  private isEscaped = false;
  /** Open brackets, innermost last: `{` before a key, `:` before a value of an object, `[` in a list. */
  private readonly open: ('{' | ':' | '[')[] = [];

  get isInKey(): boolean {
    return this.open.at(-1) === '{';
  }

  /** Goes on over text of the template. */
  pass(text: string): void {
    for (const character of text) {
      if (this.isInString) this.inString(character);
      else this.outside(character);
    }
  }

  /** What a value is written as here: a part of a string, or a value of its own. */
  write(value: TemplateValue): string {
    if (!this.isInString) return typeof value === 'number' && !Number.isFinite(value) ? 'null' : JSON.stringify(value ?? null);
    this.isEscaped = false;
    return JSON.stringify(value === null || value === undefined ? '' : String(value)).slice(1, -1);
  }

  private inString(character: string): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (character === '\\') this.isEscaped = true;
    else if (character === '"') this.isInString = false;
  }

  private outside(character: string): void {
    switch (character) {
      case '"':
        this.isInString = true;
        break;
      case '{':
      case '[':
        this.open.push(character);
        break;
      case '}':
      case ']':
        this.open.pop();
        break;
      case ':':
        if (this.open.at(-1) === '{') this.open[this.open.length - 1] = ':';
        break;
      case ',':
        if (this.open.at(-1) === ':') this.open[this.open.length - 1] = '{';
        break;
    }
  }
}
