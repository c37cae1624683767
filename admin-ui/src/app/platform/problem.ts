import { HttpErrorResponse } from '@angular/common/http';
import type { ErrorBody, ErrorCode, ErrorDetail } from '@clarion/contract';

/** Why something did not work, in words for a person. */
export interface Problem {
  /** HTTP status; 0 = the server could not be reached. */
  status: number;
  code: ErrorCode | null;
  message: string;
  /** Fields that were refused, under their wire names. */
  fields: readonly ErrorDetail[];
  requestId: string | null;
  retryAfterSeconds: number | null;
}

const BY_STATUS: Readonly<Record<number, string>> = {
  0: 'The server could not be reached. Check your connection and try again.',
  403: 'You are not allowed to do this.',
  404: 'This no longer exists.',
  413: 'This is too large to save.',
  429: 'Too many attempts. Wait a moment and try again.',
  502: 'The server is not answering at the moment.',
  503: 'The server is not ready yet. Try again in a moment.',
  504: 'The server is not answering at the moment.',
};

/** Reads the API's error body; falls back to plain words when a proxy or the network answered instead. */
export function toProblem(error: unknown): Problem {
  if (!(error instanceof HttpErrorResponse)) {
    return {
      status: 0,
      code: null,
      message: 'Something went wrong in the dashboard itself.',
      fields: [],
      requestId: null,
      retryAfterSeconds: null,
    };
  }
  const body = isErrorBody(error.error) ? error.error.error : null;
  const retryAfter = Number(error.headers.get('retry-after'));
  return {
    status: error.status,
    code: body?.code ?? null,
    message: body?.message ?? BY_STATUS[error.status] ?? 'The server could not complete this.',
    fields: body?.details ?? [],
    requestId: body?.request_id ?? error.headers.get('x-request-id'),
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  };
}

function isErrorBody(value: unknown): value is ErrorBody {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false;
  const { error } = value;
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
