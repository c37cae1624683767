/**
 * One Jest configuration for every project that runs on Node: ES modules through SWC, sources of the libraries by the `source` condition.
 * @param {{ name: string, testMatchRoots?: string[], globalSetup?: string, globalTeardown?: string }} options
 */
export const jestConfig = ({ name, ...rest }) => ({
  displayName: name,
  rootDir: '.',
  roots: ['<rootDir>/src'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testRegex: '\\.spec\\.ts$',
  testTimeout: 30_000,
  maxWorkers: 2,
  extensionsToTreatAsEsm: ['.ts'],
  // The pattern is limited to sources: packages in node_modules resolve their own `.js` files.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Workspace packages are links into the tree, not third-party code.
  transformIgnorePatterns: ['/node_modules/(?!@clarion/)'],
  ...rest,
});
