export const CLOCK: readonly string[] = [
  `CREATE EXTENSION IF NOT EXISTS btree_gist`,
  // The one place where SQL reads the time; a test replaces it to freeze or step every query at once.
  `CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT statement_timestamp()'`,
];
