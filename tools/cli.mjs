// `npm run clarion -- <command>`: the operator's commands. stdout is the command's alone; whatever set-up has to say goes to stderr.
import { ensureReady, runScript } from './lib/product.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureReady();
  return runScript('server/dist/cli.js', process.argv.slice(2));
});
