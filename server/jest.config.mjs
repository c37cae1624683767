import { jestConfig } from '../tools/jest.mjs';

export default jestConfig({
  name: 'server',
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/../libs/testing/jest/global-teardown.mjs',
});
