import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Config } from './config.js';
import { ConfigError } from './config-error.js';
import { parseOrigin, variableDocs } from './variables.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Known variables only, under their own names; blank counts as unset. */
function pick(env: Environment): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const { name, aliases = [] } of variableDocs()) {
    const value = [name, ...aliases].map((key) => env[key]).find((candidate) => candidate !== undefined && candidate.trim() !== '');
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

/** `status/` and `/status` are the same place; the root is empty. */
function normaliseBasePath(path: string): string {
  const trimmed = path.trim().replace(/\/+$/, '');
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
}

/** What the validator says, without the name it starts with: that is printed before it. */
const sentence = (property: string, text = 'is not usable'): string =>
  text.startsWith(`${property} `) ? text.slice(property.length + 1) : text;

/**
 * Reads the environment.
 * @param env usually `process.env`; not changed
 * @throws ConfigError naming every variable that is not usable, and no value
 */
export function loadConfig(env: Environment): Readonly<Config> {
  const raw = pick(env);
  if (raw['APP_BASE_PATH'] !== undefined) raw['APP_BASE_PATH'] = normaliseBasePath(raw['APP_BASE_PATH']);
  raw['ORIGIN'] ??= `http://localhost:${raw['PORT'] ?? 3000}`;
  const config = plainToInstance(Config, raw);
  const problems = validateSync(config, { stopAtFirstError: true, forbidUnknownValues: true });
  if (problems.length > 0) {
    const portIsBad = problems.some(({ property }) => property === 'PORT') && env['ORIGIN'] === undefined;
    throw new ConfigError(
      problems
        .filter(({ property }) => !(portIsBad && property === 'ORIGIN')) // made from the bad port: one fault, one line
        .map(({ property, constraints }) => ({ variable: property, message: sentence(property, Object.values(constraints ?? {})[0]) })),
    );
  }
  config.ORIGIN = parseOrigin(config.ORIGIN) ?? config.ORIGIN;
  config.API_CORS_ORIGINS = config.API_CORS_ORIGINS.map((origin) => parseOrigin(origin) ?? origin);
  config.secretVariables = new Map(
    Object.entries(env).filter((entry): entry is [string, string] => entry[0].startsWith(config.SECRET_PREFIX) && entry[1] !== undefined),
  );
  return Object.freeze(config);
}

/** Names of variables that are removed from the process after they were read. @see reliability SEC-70 */
export const secretVariableNames = (): readonly string[] =>
  variableDocs().flatMap(({ name, aliases = [], secret }) => (secret ? [name, ...aliases] : []));

/** Takes secrets out of the environment once they were read, so that children and dumps do not have them. */
export function forgetSecrets(env: Record<string, string | undefined>, config: Readonly<Config>): void {
  for (const name of [...secretVariableNames(), ...config.secretVariables.keys()]) delete env[name];
}
