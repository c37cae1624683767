import Handlebars from 'handlebars';

/** Bounds of a template. @see reliability SEC-44 */
export const TEMPLATE_LIMITS = { characters: 32_768, nodes: 500, depth: 3, output: 262_144 } as const;

/** A name that a template may use. */
export interface VariableDeclaration {
  name: string;
  /** `html` alone may stand in triple braces of an HTML template. */
  type: 'text' | 'number' | 'boolean' | 'html';
  description: string;
  sample: string | number | boolean | null;
  /** A template without it is of no use, such as the link of an invitation. */
  isRequired?: boolean;
}

/** What a value is escaped for. */
export type TemplateMode = 'text' | 'html' | 'json';

/** Where in the text something is wrong, both from 1. */
export interface TemplatePlace {
  line: number;
  column: number;
}

/** Why a template is refused, in words for its author. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    message: string,
    readonly place: TemplatePlace | null = null,
  ) {
    super(message);
  }
}

/** Text, a value, or a part that is shown when a value is true (or, inverted, when it is not). */
export type TemplateNode =
  | { kind: 'text'; text: string; place: TemplatePlace }
  | { kind: 'value'; name: string; isRaw: boolean; place: TemplatePlace }
  | { kind: 'section'; name: string; then: readonly TemplateNode[]; otherwise: readonly TemplateNode[]; place: TemplatePlace };

/** A checked template. */
export interface Template {
  nodes: readonly TemplateNode[];
  /** Names of values and sections, each once, in order of appearance. */
  names: readonly string[];
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** The value of the section around, as Mustache writes it. */
export const ITSELF = '.';

/** Keeps a tag apart from the brace behind it, and says nothing. */
const NOTHING = '{{!}}';

/** The place behind some text that begins at a place. */
export function placeAfter({ line, column }: TemplatePlace, text: string): TemplatePlace {
  const breaks = text.split('\n');
  const last = breaks.at(-1)!.length;
  return breaks.length === 1 ? { line, column: column + last } : { line: line + breaks.length - 1, column: last + 1 };
}

class Reader {
  readonly names = new Set<string>();
  private count = 0;

  /** @param cuts places of the author's text that `apart` put something at */
  constructor(private readonly cuts: readonly TemplatePlace[]) {}

  /** As its author counts. */
  placeOf({ loc: { start } }: { loc: hbs.AST.SourceLocation }): TemplatePlace {
    const before = this.cuts.filter(({ line }) => line === start.line);
    const shifted = before.filter(({ column }, index) => column - 1 + index * NOTHING.length < start.column).length;
    return { line: start.line, column: start.column + 1 - shifted * NOTHING.length };
  }

  program(program: hbs.AST.Program | undefined, depth: number): TemplateNode[] {
    if (program === undefined) return [];
    if ((program.blockParams?.length ?? 0) > 0)
      throw new TemplateError('Block parameters (as |x|) are not available.', this.placeOf(program));
    return program.body.flatMap((statement) => this.statement(statement, depth));
  }

  private statement(statement: hbs.AST.Statement, depth: number): TemplateNode[] {
    this.count += 1;
    if (this.count > TEMPLATE_LIMITS.nodes)
      throw new TemplateError(`A template may have ${TEMPLATE_LIMITS.nodes} parts.`, this.placeOf(statement));
    switch (statement.type) {
      case 'ContentStatement':
        return [this.text(statement as hbs.AST.ContentStatement)];
      case 'CommentStatement':
        return [];
      case 'MustacheStatement':
        return [this.value(statement as hbs.AST.MustacheStatement)];
      case 'BlockStatement':
        return [this.section(statement as hbs.AST.BlockStatement, depth)];
      case 'PartialStatement':
      case 'PartialBlockStatement':
        throw new TemplateError('Partials ({{> …}}) are not available.', this.placeOf(statement));
      default:
        throw new TemplateError('Decorators ({{* …}}) are not available.', this.placeOf(statement));
    }
  }

  /** A line that a section stands alone in is no part of the text: it begins behind it. */
  private text(content: hbs.AST.ContentStatement): TemplateNode {
    // As it was written: a text, whatever the library's types say.
    const [text, written] = [content.value, String(content.original)];
    const skipped = written.slice(0, Math.max(0, written.lastIndexOf(text)));
    return { kind: 'text', text, place: placeAfter(this.placeOf(content), skipped) };
  }

  private value(statement: hbs.AST.MustacheStatement): TemplateNode {
    if (statement.params.length > 0 || (statement.hash?.pairs.length ?? 0) > 0)
      throw new TemplateError('A value takes no arguments: write {{name}} alone.', this.placeOf(statement));
    return { kind: 'value', name: this.nameOf(statement.path), isRaw: !statement.escaped, place: this.placeOf(statement) };
  }

  private section(block: hbs.AST.BlockStatement, depth: number): TemplateNode {
    const place = this.placeOf(block);
    if (depth >= TEMPLATE_LIMITS.depth) throw new TemplateError(`Sections may lie ${TEMPLATE_LIMITS.depth} deep.`, place);
    if ((block.hash?.pairs.length ?? 0) > 0) throw new TemplateError('A section takes no named arguments.', place);
    const word = block.path.type === 'PathExpression' ? (block.path as hbs.AST.PathExpression).original : '';
    const isCondition = (word === 'if' || word === 'unless') && block.params.length > 0;
    if (block.params.length > (isCondition ? 1 : 0)) {
      const known = isCondition ? '#if and #unless take one name' : `#${word} is not available; #if, #unless and plain sections are`;
      throw new TemplateError(`${known}.`, place);
    }
    const name = this.nameOf(isCondition ? block.params[0]! : block.path);
    const [main, other] = [this.program(block.program, depth + 1), this.program(block.inverse, depth + 1)];
    return isCondition && word === 'unless'
      ? { kind: 'section', name, then: other, otherwise: main, place }
      : { kind: 'section', name, then: main, otherwise: other, place };
  }

  private nameOf(expression: hbs.AST.Expression): string {
    const place = this.placeOf(expression);
    if (expression.type === 'SubExpression') throw new TemplateError('Sub-expressions are not available.', place);
    if (expression.type !== 'PathExpression') throw new TemplateError('Only names of variables may stand here.', place);
    const { original, parts, depth, data } = expression as hbs.AST.PathExpression;
    if (data) throw new TemplateError('@-variables are not available.', place);
    if (depth > 0) throw new TemplateError('../ is not available; outer names are visible inside sections.', place);
    if (original === ITSELF || original === 'this') return ITSELF;
    if (parts.some((part) => typeof part !== 'string' || FORBIDDEN.has(part)))
      throw new TemplateError(`“${original}” cannot be used.`, place);
    const name = parts.join('.');
    this.names.add(name);
    return name;
  }
}

/** The line and the words of the library's complaint. */
function complaintOf(error: unknown): TemplateError {
  const text = error instanceof Error ? error.message : String(error);
  const line = /line (\d+)/.exec(text)?.[1];
  const mismatch = /^(\S+ doesn't match \S+)/m.exec(text)?.[1];
  const message = mismatch === undefined ? 'The braces do not fit together here.' : `The section is closed by another name: ${mismatch}.`;
  return new TemplateError(message, line === undefined ? null : { line: Number(line), column: 1 });
}

/**
 * An empty comment after a tag that a brace follows, as in JSON: the library would take the three braces for the end of a raw value. One pass,
 * whatever the text is.
 */
export function apart(text: string): string {
  let result = '';
  let done = 0;
  for (const cut of cutsOf(text)) {
    result += text.slice(done, cut) + NOTHING;
    done = cut;
  }
  return result + text.slice(done);
}

/** Offsets behind tags that a brace follows. */
function* cutsOf(text: string): Generator<number> {
  for (let open = text.indexOf('{{'); open >= 0;) {
    const isRaw = text.startsWith('{{{', open);
    const end = text.indexOf(isRaw ? '}}}' : '}}', open + (isRaw ? 3 : 2));
    // What is never closed holds nothing that is.
    if (end < 0) return;
    const after = end + (isRaw ? 3 : 2);
    if (!isRaw && text[after] === '}') yield after;
    open = text.indexOf('{{', after);
  }
}

function placesOf(text: string, offsets: Iterable<number>): TemplatePlace[] {
  const places: TemplatePlace[] = [];
  let [at, place] = [0, { line: 1, column: 1 }];
  for (const offset of offsets) {
    [at, place] = [offset, placeAfter(place, text.slice(at, offset))];
    places.push(place);
  }
  return places;
}

/**
 * Reads a template: text, `{{name}}`, `{{{name}}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`, `#if`, `#unless`, `{{else}}`, comments.
 * Everything else that Handlebars knows is refused.
 * @throws TemplateError   @see reliability SEC-44
 */
export function readTemplate(text: string): Template {
  if (text.length > TEMPLATE_LIMITS.characters)
    throw new TemplateError(`A template may have ${TEMPLATE_LIMITS.characters.toLocaleString('en')} characters.`);
  let program: hbs.AST.Program;
  try {
    program = Handlebars.parse(apart(text));
  } catch (error) {
    throw complaintOf(error);
  }
  const reader = new Reader(placesOf(text, cutsOf(text)));
  const nodes = reader.program(program, 0);
  return { nodes, names: [...reader.names] };
}
