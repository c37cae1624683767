import { jestConfig } from '../../tools/jest.mjs';

export default jestConfig({
  name: 'testing',
  globalSetup: '<rootDir>/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/jest/global-teardown.mjs',
});
