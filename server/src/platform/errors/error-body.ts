import { type ErrorBody, type ErrorCode, type ErrorDetail, ERRORS } from '@clarion/contract';
import { HttpException } from '@nestjs/common';
import { isDatabaseUnavailable, sqlState } from '../database/transient-error.js';
import { AppError } from './app-error.js';

/** What leaves the server for one error. */
export interface ErrorAnswer {
  status: number;
  body: ErrorBody;
  headers: Readonly<Record<string, string>>;
  /** True when nobody threw it on purpose: it is logged, and nothing of it is told. */
  isUnexpected: boolean;
}

/** Seconds after which a client may try again while the database is away. */
const RETRY_AFTER_SECONDS = 2;

const CODE_OF_STATUS = new Map<number, ErrorCode>(Object.entries(ERRORS).map(([code, status]) => [status, code as ErrorCode]));

/** Messages of ours for what frameworks refuse; theirs name their own parts. */
const MESSAGE_OF_CODE: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'Not found',
  PAYLOAD_TOO_LARGE: 'The request body is too large',
  METHOD_NOT_ALLOWED: 'This method is not allowed here',
  UNAVAILABLE: 'The service is not available right now, please try again shortly',
  UNAUTHORIZED: 'Missing or invalid authorization header',
  FORBIDDEN: 'You may not do this',
};

/** Text no database column can hold, and numbers none is wide enough for: the request's fault, whatever field it came in. */
const UNSTORABLE: Readonly<Record<string, string>> = {
  '22021': 'Text must be valid Unicode without NUL characters',
  '22P05': 'Text must be valid Unicode without NUL characters',
  '22003': 'A number is out of range',
  '22008': 'A date is out of range',
};

function answer(
  code: ErrorCode,
  message: string,
  requestId?: string,
  details?: readonly ErrorDetail[],
): { status: number; body: ErrorBody } {
  return {
    status: ERRORS[code],
    body: {
      error: {
        code,
        message,
        ...(details === undefined ? {} : { details: [...details] }),
        ...(requestId === undefined ? {} : { request_id: requestId }),
      },
    },
  };
}

/** Status of errors that frameworks raise: Nest's own, and Fastify's `statusCode`. */
function frameworkStatus(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : undefined;
}

/**
 * Turns whatever was thrown into the one error body. @see rest-api-v4 §1, reliability SEC-17
 * @param requestId id the reader can quote. Only faults of ours carry it: other answers are the same for the same question, so that
 *   nothing tells a hidden thing from one that does not exist (SEC-04).
 */
export function toErrorAnswer(error: unknown, requestId?: string): ErrorAnswer {
  if (error instanceof AppError) {
    const headers = {
      ...error.headers,
      ...(error.retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfter))) }),
    };
    return { ...answer(error.code, error.message, undefined, error.details), headers, isUnexpected: false };
  }
  if (isDatabaseUnavailable(error)) {
    const message = 'The database is not available right now, please try again shortly';
    return { ...answer('UNAVAILABLE', message, requestId), headers: { 'retry-after': String(RETRY_AFTER_SECONDS) }, isUnexpected: true };
  }
  const state = sqlState(error) ?? '';
  if (state.startsWith('531'))
    return { ...answer('INSUFFICIENT_STORAGE', 'There is no space left to store this', requestId), headers: {}, isUnexpected: true };
  const unstorable = UNSTORABLE[state];
  if (unstorable !== undefined) return { ...answer('BAD_REQUEST', unstorable), headers: {}, isUnexpected: false };
  const status = frameworkStatus(error);
  if (status !== undefined && status < 500) {
    const code = CODE_OF_STATUS.get(status) ?? 'BAD_REQUEST';
    return { ...answer(code, MESSAGE_OF_CODE[code] ?? 'The request is not valid'), headers: {}, isUnexpected: false };
  }
  if (status === 503)
    return {
      ...answer('UNAVAILABLE', MESSAGE_OF_CODE.UNAVAILABLE ?? '', requestId),
      headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
      isUnexpected: true,
    };
  return { ...answer('INTERNAL_ERROR', 'Something went wrong on our side. It was logged.', requestId), headers: {}, isUnexpected: true };
}
