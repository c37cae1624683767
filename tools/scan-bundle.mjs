// Looks for code made from text in what was built, dependencies of the browser bundles included. Lint sees our sources only.
import fs from 'node:fs';
import path from 'node:path';
import { Stop, main } from './lib/say.mjs';
import { ROOT, inRoot } from './lib/workspace.mjs';

const BUILT = [
  'server/dist',
  'database/dist',
  'libs/contract/dist',
  'libs/domain/dist',
  'libs/i18n/dist',
  'admin-ui/dist',
  'public-ui/dist',
];
const FORBIDDEN = [
  /(?<![\w.$])eval\s*\(/,
  /\bnew\s+Function\s*\(/,
  /(?<![\w.$]|new )Function\s*\(\s*['"`]/,
  /(?:\bfrom|\bimport\s*\(|\brequire\s*\()\s*['"](?:node:)?vm['"]/,
];

/** Scripts below a folder. */
const scripts = (folder) =>
  fs
    .readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

/** Where a text makes code from text, each with a little of what stands around it. */
export const findEvaluation = (text) =>
  FORBIDDEN.flatMap((pattern) => {
    const match = pattern.exec(text);
    return match === null ? [] : [text.slice(Math.max(0, match.index - 40), match.index + 60).replaceAll(/\s+/g, ' ')];
  });

if (process.argv[1] === import.meta.filename) {
  await main(() => {
    const found = BUILT.flatMap(scripts).flatMap((file) =>
      findEvaluation(fs.readFileSync(file, 'utf8')).map((around) => `${path.relative(ROOT, file)}: … ${around} …`),
    );
    if (found.length > 0) throw new Stop(`Code is made from text here:\n  ${found.join('\n  ')}`);
  });
}
