import { jsonFaultAt } from './json-fault.js';
import { JsonPlace } from './json-place.js';
import {
  ITSELF,
  placeAfter,
  TEMPLATE_LIMITS,
  TemplateError,
  type Template,
  type TemplateMode,
  type TemplateNode,
  type TemplatePlace,
} from './template.js';

export type TemplateValue = string | number | boolean | null | undefined;
/** Values by name; what is not there is empty. */
export type TemplateVariables = Readonly<Record<string, TemplateValue>>;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, (character) => HTML[character]!);

/** Mustache's idea of nothing: the empty text and zero are false. @see alerting §B1 */
const isTrue = (value: TemplateValue): boolean =>
  value !== null && value !== undefined && value !== false && value !== '' && value !== 0 && !Number.isNaN(value);

class Writer {
  private length = 0;
  private readonly parts: string[] = [];
  /** What of the template each part was written by. */
  private readonly origins: { node: TemplateNode; from: number }[] = [];
  private readonly json: JsonPlace | null;

  constructor(
    private readonly mode: TemplateMode,
    private readonly valueOf: (name: string) => TemplateValue,
    private readonly rawNames: ReadonlySet<string>,
  ) {
    this.json = mode === 'json' ? new JsonPlace() : null;
  }

  nodes(nodes: readonly TemplateNode[], itself: TemplateValue): void {
    for (const node of nodes) {
      if (node.kind !== 'section') this.origins.push({ node, from: this.length });
      if (node.kind === 'text') this.text(node.text);
      else if (node.kind === 'value') this.value(node, itself);
      else {
        const value = node.name === ITSELF ? itself : this.valueOf(node.name);
        if (isTrue(value)) this.nodes(node.then, value);
        else this.nodes(node.otherwise, itself);
      }
    }
  }

  get result(): string {
    return this.parts.join('');
  }

  /** Where in the template a character of the result comes from; null = it comes from nowhere, such as the end of nothing. */
  originOf(offset: number): TemplatePlace | null {
    const origin = this.origins.findLast(({ from }) => from <= offset);
    if (origin === undefined) return null;
    const { node, from } = origin;
    return node.kind === 'text' ? placeAfter(node.place, node.text.slice(0, offset - from)) : node.place;
  }

  private value({ name, isRaw, place }: Extract<TemplateNode, { kind: 'value' }>, itself: TemplateValue): void {
    const value = name === ITSELF ? itself : this.valueOf(name);
    if (this.json !== null) {
      if (this.json.isInKey) throw new TemplateError('A key of the JSON may hold no variable.', place);
      this.add(this.json.write(value));
      return;
    }
    const text = value === null || value === undefined ? '' : String(value);
    this.add(this.mode === 'html' && !(isRaw && this.rawNames.has(name)) ? escapeHtml(text) : text);
  }

  private text(text: string): void {
    this.json?.pass(text);
    this.add(text);
  }

  private add(text: string): void {
    this.length += text.length;
    if (this.length > TEMPLATE_LIMITS.output) throw new TemplateError('What the template makes is too long.');
    this.parts.push(text);
  }
}

/**
 * Fills a template in. In HTML every value is escaped, except variables of type `html` in triple braces; in JSON values are escaped
 * inside strings and become numbers, flags, strings or null outside of them, so no value changes what the keys are.
 * @param rawNames variables whose value is HTML already
 * @throws TemplateError when the result is too long, or is no JSON   @see reliability SEC-44, SEC-45
 */
export function renderTemplate(
  { nodes }: Template,
  mode: TemplateMode,
  variables: TemplateVariables,
  rawNames: ReadonlySet<string> = new Set(),
): string {
  const writer = new Writer(mode, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined), rawNames);
  writer.nodes(nodes, null);
  const text = writer.result;
  if (mode !== 'json') return text;
  try {
    JSON.parse(text);
  } catch (cause) {
    const message = `What the template makes is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new TemplateError(message, writer.originOf(jsonFaultAt(text) ?? text.length));
  }
  return text;
}
