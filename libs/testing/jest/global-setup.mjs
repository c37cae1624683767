// Runs before any transform and outside Jest's module registry, so it takes the built library.
import { TEST_CLUSTER_VARIABLE, startTestCluster } from '../dist/index.js';

/** One cluster for the run; the specs, in worker processes, inherit the variable. */
export default async () => {
  const cluster = await startTestCluster();
  process.env[TEST_CLUSTER_VARIABLE] = cluster.url;
  globalThis.clarionTestCluster = cluster;
};
