// Who may import whom between projects. The stars matter: a bare name misses its subpaths.

const SERVER_FRAMEWORKS = ['@nestjs/*', 'typeorm', 'typeorm/*', 'bullmq', 'bullmq/*', 'class-*'];
const FRAMEWORKS = [...SERVER_FRAMEWORKS, '@angular/*', 'rxjs', 'rxjs/*'];
const scopes = (...names) => names.map((name) => `scope:${name}`);

const constraint = (project, mayImport, bannedExternalImports) => ({
  sourceTag: `scope:${project}`,
  onlyDependOnLibsWithTags: scopes(...mayImport),
  bannedExternalImports,
});

const BROWSER = ['domain', 'contract', 'i18n'];

/** @param {{ isTest: boolean }} options tests may also use the harness */
export const boundaries = ({ isTest }) => {
  const harness = isTest ? ['testing'] : [];
  return [
    constraint('contract', [], FRAMEWORKS),
    constraint('i18n', ['contract'], FRAMEWORKS),
    constraint('domain', ['contract'], FRAMEWORKS),
    constraint('database', ['contract', 'domain', ...harness], ['@angular/*', '@nestjs/*']),
    constraint('server', ['contract', 'domain', 'database', 'i18n', ...harness], ['@angular/*']),
    constraint('testing', ['contract', 'domain', 'database', 'i18n'], ['@angular/*']),
    constraint('api-client', BROWSER, SERVER_FRAMEWORKS),
    constraint('admin-ui', [...BROWSER, 'api-client'], SERVER_FRAMEWORKS),
    constraint('public-ui', [...BROWSER, 'api-client'], [...SERVER_FRAMEWORKS, '@angular/material', '@angular/material/*']),
    // Journeys look from outside; benchmark and fault injection also start a cluster and look into it.
    constraint('e2e', ['contract', 'domain', 'i18n', 'database'], []),
    constraint('tools', [], FRAMEWORKS),
  ];
};
