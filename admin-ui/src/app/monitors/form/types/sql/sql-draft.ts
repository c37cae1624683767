import { required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { isMasked } from '../../fields/masked.js';
import { milliseconds } from '../common-rules.js';
import { readNumber, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** Databases that can be checked, with what their addresses start with. */
export const SQL_ENGINES = [
  { type: 'pg', words: 'PostgreSQL', scheme: /^postgres(ql)?:\/\//, example: 'postgresql://status:password@db.example.com:5432/shop' },
  { type: 'mysql2', words: 'MySQL or MariaDB', scheme: /^mysql:\/\//, example: 'mysql://status:password@db.example.com:3306/shop' },
] as const;

/** @see monitors §6.6 */
export interface SqlDraft {
  /** One of {@link SQL_ENGINES}, or what a client stored. */
  dbType: string;
  /** A secret: masked as the server shows it, or replaced. */
  connectionString: string;
  query: string;
  /** Milliseconds. */
  timeout: number | null;
}

const FRESH: SqlDraft = { dbType: 'pg', connectionString: '', query: 'SELECT 1', timeout: 5_000 };

function rules(path: SchemaPathTree<SqlDraft>): void {
  required(path.connectionString, { message: 'Enter the address of the database.' });
  validate(path.connectionString, ({ value, valueOf }) => {
    const text = value().trim();
    const engine = SQL_ENGINES.find(({ type }) => type === valueOf(path.dbType));
    if (text === '' || isMasked(text) || text.includes('$') || engine === undefined || engine.scheme.test(text)) return undefined;
    return { kind: 'scheme', message: `Start with ${engine.type === 'pg' ? 'postgresql://' : 'mysql://'}.` };
  });
  required(path.query, { message: 'Enter a query, such as SELECT 1.' });
  milliseconds(path.timeout);
}

/** Connects to a database and runs one query. */
export const SQL_KIND: TypeKind<SqlDraft> = {
  fresh: FRESH,
  read: (data) => ({
    dbType: readText(data['dbType'], FRESH.dbType),
    connectionString: readText(data['connectionString']),
    query: readText(data['query'], FRESH.query),
    timeout: readNumber(data['timeout'], 5_000),
  }),
  write: (draft) => withoutNull({ ...draft, connectionString: draft.connectionString.trim(), query: draft.query.trim() }),
  rules,
  words: { dbType: 'Database', connectionString: 'Connection', query: 'Query', timeout: 'Timeout' },
};
