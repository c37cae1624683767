/** SQLSTATEs we decide by. @see PostgreSQL manual, appendix A */
export const SQLSTATE = {
  uniqueViolation: '23505',
  exclusionViolation: '23P01',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  lockNotAvailable: '55P03',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  adminShutdown: '57P01',
  cannotConnectNow: '57P03',
  readOnlyTransaction: '25006',
  diskFull: '53100',
  /** Ours: an audited table was changed without an actor. */
  noActor: 'CLA01',
  /** Ours: the audit log was to be changed or cut. */
  appendOnly: 'CLA02',
} as const;

/** SQLSTATE of an error of the database, through TypeORM's wrapping as well; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return driverError === error ? undefined : sqlStateOf(driverError);
}
