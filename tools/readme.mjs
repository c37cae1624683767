// README.md's table of environment variables, printed by the built server from its configuration class.
//   node tools/readme.mjs          writes it
//   node tools/readme.mjs --check  fails when what is committed differs
import fs from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/processes.mjs';
import { Stop, main } from './lib/say.mjs';
import { ROOT, inRoot, nodeBinary } from './lib/workspace.mjs';

const BEGIN = '<!-- variables: written by tools/readme.mjs -->';
const END = '<!-- end of variables -->';

async function table() {
  const { code, output, stdout } = await run(nodeBinary(), ['server/dist/cli.js', 'config-table'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
  });
  if (code !== 0) throw new Stop(`The server does not print its table of variables:\n${output}`);
  return stdout.trim();
}

await main(async () => {
  await ensureInstalled();
  const file = inRoot('README.md');
  const committed = fs.readFileSync(file, 'utf8');
  const [begin, end] = [committed.indexOf(BEGIN), committed.indexOf(END)];
  if (begin < 0 || end < begin) throw new Stop('README.md has lost the marks around its table of variables.');
  const fresh = `${committed.slice(0, begin + BEGIN.length)}\n\n${await table()}\n\n${committed.slice(end)}`;
  if (fresh === committed) return 0;
  if (process.argv.includes('--check'))
    throw new Stop('README.md’s table of variables is out of date; run “node tools/readme.mjs” and commit.');
  fs.writeFileSync(file, fresh);
  return 0;
});
