/** Tools are plain JavaScript and use nothing of the workspace: no transform, no conditions. */
export default {
  displayName: 'tools',
  rootDir: '.',
  testEnvironment: 'node',
  testRegex: '\\.spec\\.mjs$',
  transform: {},
  // Specs start programs: Node, ESLint, a whole workspace in a temporary folder.
  testTimeout: 120_000,
};
