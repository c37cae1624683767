export { findBinaries, type Binaries } from './binaries.js';
export { freePort, initCluster, launch, stopCluster, urlOf, SUPERUSER } from './cluster.js';
export { EmbeddedDatabaseError } from './embedded-error.js';
export { chooseUser } from './run-as.js';
export { startThrowaway, type ThrowawayCluster } from './throwaway.js';
export { startEmbedded, type EmbeddedDatabase, type EmbeddedSettings } from './start-embedded.js';
