// The REST contract and its client, made from the built server.
//   node tools/api-client.mjs          writes libs/api-client/openapi.json and libs/api-client/src
//   node tools/api-client.mjs --check  fails when what is committed differs
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nx } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/processes.mjs';
import { Stop, main, say } from './lib/say.mjs';
import { ROOT, inRoot, nodeBinary, packageCommand, toolEnvironment } from './lib/workspace.mjs';

const HOME = inRoot('libs/api-client');

/** Runs a script. @returns what it printed on stdout */
async function mustRun(what, args) {
  const { code, output, stdout } = await run(nodeBinary(), args, { cwd: ROOT, env: toolEnvironment() });
  if (code === 0) return stdout;
  process.stderr.write(output);
  throw new Stop(`${what} failed; its message is above.`);
}

/** Writes `openapi.json` and `src/` into a folder. */
async function generate(folder) {
  const document = path.join(folder, 'openapi.json');
  fs.writeFileSync(document, await mustRun('Describing the API', ['server/dist/cli.js', 'openapi']));
  await mustRun('Generating the client', [
    packageCommand('ng-openapi-gen'),
    '--input',
    document,
    '--output',
    path.join(folder, 'src'),
    '--index-file',
    'true',
    '--silent',
    'true',
  ]);
}

/** Content of every generated file below a folder, by relative name. */
function contentOf(folder) {
  const read = (name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')];
  const sources = fs.existsSync(path.join(folder, 'src'))
    ? fs.readdirSync(path.join(folder, 'src'), { recursive: true, withFileTypes: true })
    : [];
  const names = sources
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
  return new Map([...(fs.existsSync(path.join(folder, 'openapi.json')) ? ['openapi.json'] : []), ...names].map(read));
}

async function check() {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'clarion-api-client-'));
  try {
    await generate(scratch);
    const [committed, fresh] = [contentOf(HOME), contentOf(scratch)];
    const different = [...new Set([...committed.keys(), ...fresh.keys()])].filter((name) => committed.get(name) !== fresh.get(name)).sort();
    if (different.length > 0)
      throw new Stop(`These differ from what the server says now; run “npm run api-client” and commit:\n  ${different.join('\n  ')}`);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

await main(async () => {
  await ensureInstalled();
  if (process.argv.includes('--check')) return check();
  const { code, output } = await nx(['run', 'server:build', '--outputStyle=static']);
  if (code !== 0) throw new Stop(`${output}\nThe server does not build.`);
  await generate(HOME);
  say(`Wrote openapi.json and src in ${path.relative(ROOT, HOME)}.`);
  return 0;
});
