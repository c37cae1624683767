import type { Variable } from '../../ui/markdown-editor/markdown-editor.js';

/** What a template may name; the dashboard puts the words in when an incident is published. */
export const VARIABLES = [
  { name: 'monitors', words: 'Names of the affected monitors' },
  { name: 'site_name', words: 'Name of the site' },
  { name: 'start_time', words: 'When it started' },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]['name'];
/** Words for each; null = not known yet. */
export type VariableValues = Readonly<Record<VariableName, string | null>>;

const PATTERN = /\{\{\s*([a-z_]+)\s*\}\}/g;
const isKnown = (name: string): name is VariableName => VARIABLES.some((variable) => variable.name === name);

/** The text with every word put in that is known. */
export const fillVariables = (text: string, values: VariableValues): string =>
  text.replace(PATTERN, (braced, name: string) => (isKnown(name) ? (values[name] ?? braced) : braced));

/** Names in braces, each once. */
export const variablesIn = (text: string): string[] => [...new Set([...text.matchAll(PATTERN)].map(([, name = '']) => name))];

/** What keeps a text from being published: a word that is not known yet, or one that nobody knows. */
export function variableError(text: string, values: VariableValues): { kind: string; message: string } | undefined {
  for (const name of variablesIn(text)) {
    if (!isKnown(name)) return { kind: 'variable', message: `{{${name}}} means nothing here. Readers would see the braces.` };
    if (values[name] !== null) continue;
    return {
      kind: 'variable',
      message: name === 'monitors' ? 'Choose monitors for {{monitors}}, or take it out.' : `{{${name}}} is not known. Write it out.`,
    };
  }
  return undefined;
}
