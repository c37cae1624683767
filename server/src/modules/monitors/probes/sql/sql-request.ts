import { SQL_DATABASES, SQL_DEFAULTS, SUPPORTED_SQL_DATABASES } from '@clarion/contract';
import { type SecretLookup } from '../../../../platform/secrets/secret-values.js';
import { SecretTexts } from '../interpolate-secrets.js';
import { milliseconds, trimmed, type TypeData } from '../type-data-values.js';
import { type CheckedDatabase, readConnectionTarget, type SqlTarget } from './connection-target.js';

/** What an SQL monitor asks for. */
export interface SqlRequest {
  readonly database: CheckedDatabase;
  readonly target: SqlTarget;
  readonly statement: string;
  /** Name look-up, connection and statement together. */
  readonly timeoutMs: number;
  /** Texts that nobody may read in a message. */
  readonly secrets: readonly string[];
}

/**
 * @param secrets what `$NAME` stands for; one that is bound to web origins does not go to a database
 * @returns the request, or why there is none, in words   @see monitors §6.6
 */
export function readSqlRequest(typeData: TypeData, secrets: SecretLookup): SqlRequest | string {
  const asked = SQL_DATABASES.find((each) => each === (typeData['dbType'] ?? SQL_DEFAULTS.dbType));
  if (asked === undefined) return 'the type of the database is not known';
  const database = SUPPORTED_SQL_DATABASES.find((each) => each === asked);
  if (database === undefined) return `databases of the type ${asked} cannot be checked`;
  const template = trimmed(typeData['connectionString']);
  if (template === '') return 'the monitor has no connection string yet';
  const texts = new SecretTexts(secrets);
  const text = texts.fill(template);
  const refusal = texts.refusal(null);
  if (refusal !== null) return refusal;
  const target = readConnectionTarget(text, database);
  if (typeof target === 'string') return target;
  return {
    database,
    target,
    statement: trimmed(typeData['query']) || SQL_DEFAULTS.query,
    timeoutMs: milliseconds(typeData['timeout'], SQL_DEFAULTS.timeout),
    secrets: [text, ...texts.values(), target.password, encodeURIComponent(target.password)].sort((a, b) => b.length - a.length),
  };
}
