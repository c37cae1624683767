import { renderTemplate, type TemplateVariables } from './render-template.js';
import {
  ITSELF,
  readTemplate,
  TemplateError,
  type Template,
  type TemplateMode,
  type TemplateNode,
  type TemplatePlace,
  type VariableDeclaration,
} from './template.js';

/** What an editor tells its author. */
export interface TemplateProblem extends Partial<TemplatePlace> {
  /** An error is not saved; a warning is. */
  severity: 'error' | 'warning';
  message: string;
}

const problem = (severity: TemplateProblem['severity'], message: string, place: TemplatePlace | null = null): TemplateProblem => ({
  severity,
  message,
  ...place,
});

/** Steps from one word to another: letters added, lost or changed. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[to.length]!;
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((each) => ({ each, steps: distance(name, each) })).sort((a, b) => a.steps - b.steps);
  return ranked[0] !== undefined && ranked[0].steps <= Math.max(2, Math.floor(name.length / 3)) ? ranked[0].each : undefined;
}

function* placesOf(nodes: readonly TemplateNode[]): Generator<Exclude<TemplateNode, { kind: 'text' }>> {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    yield node;
    if (node.kind === 'section') yield* placesOf([...node.then, ...node.otherwise]);
  }
}

/** Each section on and off with the samples, and everything empty: a body that is JSON in one of them only is none. */
function* trials(template: Template, declared: readonly VariableDeclaration[]): Generator<TemplateVariables> {
  const samples = Object.fromEntries(declared.map(({ name, sample }) => [name, sample]));
  yield samples;
  yield {};
  const sections = new Set([...placesOf(template.nodes)].filter(({ kind }) => kind === 'section').map(({ name }) => name));
  for (const name of sections) {
    yield { ...samples, [name]: false };
    yield { ...samples, [name]: samples[name] || true };
  }
}

/**
 * What is wrong with a template, errors first; empty = nothing. Unknown names are warnings: they stay empty.
 * @see reliability SEC-44, SEC-45
 */
export function checkTemplate(text: string, mode: TemplateMode, declared: readonly VariableDeclaration[]): TemplateProblem[] {
  let template: Template;
  try {
    template = readTemplate(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [problem('error', error.message, error.place)];
  }
  const known = new Map(declared.map((each) => [each.name, each]));
  const errors: TemplateProblem[] = [];
  const warnings: TemplateProblem[] = [];
  for (const node of placesOf(template.nodes)) {
    const declaration = known.get(node.name);
    if (node.name !== ITSELF && declaration === undefined) {
      const meant = nearest(node.name, [...known.keys()]);
      const hint = meant === undefined ? 'it stays empty' : `did you mean “${meant}”?`;
      warnings.push(problem('warning', `There is no variable “${node.name}”: ${hint}`, node.place));
    } else if (mode === 'html' && node.kind === 'value' && node.isRaw && declaration?.type !== 'html')
      warnings.push(problem('warning', `“${node.name}” is no HTML; it is escaped in spite of the third brace.`, node.place));
  }
  for (const { name, isRequired, description } of declared)
    if (isRequired === true && !template.names.includes(name)) errors.push(problem('error', `{{${name}}} is missing: ${description}`));
  if (mode === 'json') {
    for (const variables of trials(template, declared)) {
      try {
        renderTemplate(template, mode, variables);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        errors.push(problem('error', error.message, error.place));
        break;
      }
    }
  }
  return [...errors, ...warnings];
}
