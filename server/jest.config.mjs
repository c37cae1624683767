import { jestConfig } from '../tools/jest.mjs';

export default jestConfig({
  name: 'server',
  globalSetup: '<rootDir>/test/global-setup.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/second-try.mjs'],
  globalTeardown: '<rootDir>/../libs/testing/jest/global-teardown.mjs',
});
