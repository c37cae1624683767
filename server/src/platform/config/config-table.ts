import 'reflect-metadata';
import { Config } from './config.js';
import { variableDocs } from './variables.js';

const asText = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

/** The README's table of environment variables, as Markdown; made from the class, so it cannot drift. */
export function configTable(): string {
  const defaults = new Config() as unknown as Record<string, unknown>;
  const rows = variableDocs()
    .filter(({ internal }) => internal !== true)
    .map(({ name, about, fallback, aliases = [] }) => {
      const names = [name, ...aliases].map((each) => `\`${each}\``).join(', ');
      const value = defaults[name];
      return `| ${names} | ${fallback ?? (value === undefined ? 'unset' : `\`${asText(value)}\``)} | ${about} |`;
    });
  return ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}
