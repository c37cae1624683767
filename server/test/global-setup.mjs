import startCluster from '../../libs/testing/jest/global-setup.mjs';
import { ensureCheerioBundle } from '../../tools/lib/cheerio-bundle.mjs';

/** One cluster for the run, and what the build would have left for the sandbox. */
export default async () => {
  await ensureCheerioBundle();
  await startCluster();
};
