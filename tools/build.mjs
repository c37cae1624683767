// `npm run build`: every project, by way of Nx. Arguments go to Nx (`npm run build -- --skip-nx-cache`).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { withSetupLock } from './lib/lock.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureInstalled();
  const { ok, output } = await withSetupLock(() => build(undefined, process.argv.slice(2)));
  process.stdout.write(output);
  return ok ? 0 : 1;
});
