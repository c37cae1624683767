// Lint for the whole workspace. It runs through Nx (`npm run lint`): without a cached project graph the boundaries rule skips itself.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { boundaries } from './tools/lint/boundaries.mjs';
import { clarion } from './tools/lint/plugin.mjs';

const TESTS = ['**/*.spec.ts', '**/*.spec.mjs', '**/test/**', '**/testing/**', '**/fixtures/**', 'libs/testing/**', 'e2e/**'];
const BROWSER = ['admin-ui', 'public-ui'];
const NODE_SOURCES = ['server/src/**/*.ts', 'database/src/**/*.ts', 'libs/{contract,domain,i18n,testing}/src/**/*.ts'];
const browserFiles = (extension) => BROWSER.map((folder) => `${folder}/**/*.${extension}`);

const boundariesOf = (isTest) => ['error', { enforceBuildableLibDependency: false, depConstraints: boundaries({ isTest }) }];

/** Rules that read types: forgotten awaits are the bugs a compiler lets through. */
const withTypes = (files, project) => ({
  files,
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': [
      'error',
      { allowForKnownSafeCalls: [{ from: 'package', name: ['it', 'test', 'describe'], package: 'node:test' }] },
    ],
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, inheritedMethods: false } }],
    '@typescript-eslint/only-throw-error': 'error',
    '@typescript-eslint/prefer-promise-reject-errors': 'error',
    '@typescript-eslint/return-await': ['error', 'in-try-catch'],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '**/.angular/**',
      '.data/**',
      'e2e/results/**',
      'libs/api-client/src/**',
      'tools/lint/fixtures/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  {
    plugins: { clarion, '@nx': nx },
    rules: {
      'clarion/code': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globalsOfNode() } },

  // TypeScript
  { files: ['**/*.ts'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  {
    files: ['**/*.ts'],
    rules: {
      // The compiler knows names, and globals of two platforms; Prettier decides where lines break.
      'no-undef': 'off',
      'no-unexpected-multiline': 'off',
      '@nx/enforce-module-boundaries': boundariesOf(false),
      // Modules, entities and DTOs are classes that hold decorators.
      '@typescript-eslint/no-extraneous-class': 'off',
      // `map.get(id)!` after `has` says what a check could only repeat.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'private-constructors', 'decoratedFunctions'] }],
      // `void | Promise<void>` is how a hook says that it may be asynchronous.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Free-form documents are objects whose keys come and go.
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  withTypes(NODE_SOURCES, ['tools/typecheck/tsconfig.json']),
  withTypes(['e2e/**/*.ts'], ['e2e/tsconfig.json']),
  withTypes(['admin-ui/src/**/*.ts'], ['admin-ui/tsconfig.json', 'admin-ui/tsconfig.spec.json']),
  withTypes(['public-ui/src/**/*.ts'], ['public-ui/tsconfig.json', 'public-ui/tsconfig.spec.json']),

  // The server and its database: a DTO or a provider imported as a type disappears, and its pipe validates nothing.
  { files: ['server/**/*.ts', 'database/**/*.ts', 'libs/testing/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  {
    files: ['server/src/**/*.ts', 'database/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'clarion/floors': 'error',
      'clarion/environment': 'error',
      'clarion/egress': 'error',
      'clarion/shell': 'error',
      'clarion/clock': 'error',
    },
  },
  // The places where those rules have their exceptions, each for one reason.
  { files: ['server/src/main.ts', 'server/src/cli.ts'], rules: { 'clarion/environment': 'off', 'no-console': 'off' } },
  { files: ['server/src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['server/src/platform/egress/**/*.ts'], rules: { 'clarion/egress': 'off' } },
  // Stands in for the sample services, on the loopback address.
  { files: ['server/src/modules/system/demo/demo-target.ts'], rules: { 'clarion/egress': 'off' } },
  // The port itself, and log lines, which are dated by the machine that writes them.
  { files: ['server/src/platform/database/clock.ts', 'server/src/platform/logging/**/*.ts'], rules: { 'clarion/clock': 'off' } },
  // Starts PostgreSQL, hands it PATH and nothing of ours, and looks for a free port on the loopback address.
  { files: ['database/src/embedded/**/*.ts'], rules: { 'clarion/shell': 'off', 'clarion/egress': 'off', 'clarion/environment': 'off' } },
  // Sends ICMP by way of the system's ping: the vetted address literal and integers only.
  { files: ['server/src/modules/monitors/probes/ping/**/*.ts'], rules: { 'clarion/shell': 'off' } },
  // Written once, never changed, and the place where app_now() itself is made.
  { files: ['database/src/migrations/**/*.ts'], rules: { 'clarion/clock': 'off', 'max-lines': 'off' } },

  // Rules of the product: functions of their arguments.
  {
    files: ['libs/{contract,domain,i18n}/src/**/*.ts'],
    ignores: TESTS,
    rules: {
      'clarion/clock': 'error',
      'clarion/environment': 'error',
      'clarion/egress': 'error',
      'clarion/shell': 'error',
      'clarion/pure': 'error',
    },
  },
  { files: ['libs/i18n/src/locales/**/*.ts', '**/catalogue.ts'], rules: { 'max-lines': 'off' } },

  // Angular
  { files: browserFiles('ts'), extends: [angular.configs.tsRecommended], processor: angular.processInlineTemplates },
  {
    files: browserFiles('ts'),
    rules: {
      '@angular-eslint/use-lifecycle-interface': 'error',
      // OnPush is the default of the zoneless framework: written nowhere.
      '@angular-eslint/prefer-on-push-component-change-detection': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^bypassSecurityTrust/]',
          message: 'Angular’s sanitiser stays in charge of what becomes HTML, a URL or a style.',
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
          message: 'HTML goes through a template binding, which sanitises it.',
        },
      ],
    },
  },
  { files: browserFiles('html'), extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility] },
  {
    files: browserFiles('html'),
    rules: {
      '@angular-eslint/template/button-has-type': 'error',
      // A dialog is focused when it opens.
      '@angular-eslint/template/interactive-supports-focus': ['error', { allowList: ['dialog'] }],
      '@angular-eslint/template/no-duplicate-attributes': ['error', { allowStylePrecedenceDuplicates: true }],
      '@angular-eslint/template/no-positive-tabindex': 'error',
    },
  },

  // Tests and tools
  {
    files: TESTS,
    rules: { 'max-lines': ['warn', { max: 800, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: TESTS.map((pattern) => (pattern.endsWith('.ts') ? pattern : `${pattern}/*.ts`)),
    rules: { '@nx/enforce-module-boundaries': boundariesOf(true) },
  },
  { files: ['tools/**', 'e2e/**'], rules: { 'no-console': 'off' } },
);

/** Names that Node gives every module. */
function globalsOfNode() {
  const names = [
    'process',
    'console',
    'URL',
    'URLSearchParams',
    'Buffer',
    'performance',
    'fetch',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'AbortController',
    'AbortSignal',
    'TextEncoder',
    'TextDecoder',
    'structuredClone',
    'queueMicrotask',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
