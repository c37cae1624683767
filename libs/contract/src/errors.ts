/** Codes of the error body and the HTTP status each one travels with. @see rest-api-v4 §1 */
export const ERRORS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNPROCESSABLE: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503,
  INSUFFICIENT_STORAGE: 507,
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** One field that was refused, under its name on the wire. */
export interface ErrorDetail {
  field: string;
  message: string;
  /** Line of the text where the fault is, from 1. */
  line?: number;
}

/** The one error shape of the API. Clients match on `code` and status; `message` is for people. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: ErrorDetail[]; request_id?: string };
}
