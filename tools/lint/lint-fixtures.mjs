// Lints each fixture as if it stood where its first line says, and prints the rules that it breaks, as JSON by file name.
import fs from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const folder = path.join(import.meta.dirname, 'fixtures');
const root = path.resolve(import.meta.dirname, '../..');
// The files do not exist, so no type information does either.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

const broken = {};
for (const name of fs.readdirSync(folder).sort()) {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  const [, place] = /^\/\/ as: (\S+)$/m.exec(text);
  const [result] = await eslint.lintText(text, { filePath: path.join(root, place) });
  broken[name] = result.messages.map(({ ruleId, message }) => ruleId ?? message);
}
process.stdout.write(`${JSON.stringify(broken)}\n`);
