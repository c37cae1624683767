import { queueSuite } from '../../../test/queue-suite.js';

queueSuite('PostgreSQL', () =>
  Promise.resolve({
    env: {},
    forget: async (spec) => {
      await spec.sources.get('upkeep').query('TRUNCATE bullmq.job CASCADE');
    },
    stop: () => Promise.resolve(),
  }),
);
