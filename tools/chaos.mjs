// `npm run chaos`: breaks things around the built product and looks what it lost. Arguments (`--quick`, `--seed`, `--only`, `--soak`) go to the harness.
import { ensureReady, runScript } from './lib/product.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureReady();
  return runScript('e2e/chaos/run.ts', process.argv.slice(2));
});
