export { asActor, type Database } from './as-actor.js';
export { aMaintenance, aMonitor, aPage, aUser, anIncident, placeOnPage, type Affected } from './builders.js';
export { freezeDatabaseClock, releaseDatabaseClock, skewDatabaseClock } from './database-clock.js';
export { FixedClock } from './fixed-clock.js';
export { insertSamples, minutes, type SampleDraft } from './samples.js';
export {
  TEST_CLUSTER_VARIABLE,
  freshDatabase,
  openDatabase,
  startTestCluster,
  type FreshDatabase,
  type OpenDatabase,
  type TestCluster,
} from './test-cluster.js';
