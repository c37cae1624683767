import { type ErrorCode, type ErrorDetail, ERRORS } from '@clarion/contract';

export interface AppErrorOptions extends ErrorOptions {
  /** Refused fields under their names on the wire; validation only. */
  details?: readonly ErrorDetail[];
  /** Seconds after which asking again makes sense; sent as `Retry-After`. */
  retryAfter?: number;
  /** Further headers of the answer, such as `Allow`. */
  headers?: Readonly<Record<string, string>>;
  /** Beside the message, in answers that have members of their own; the error body of the API has none. */
  members?: Readonly<Record<string, unknown>>;
}

/** The one error that is thrown on purpose. Its message is for people and leaves the server. @see rest-api-v4 §1 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly details: readonly ErrorDetail[] | undefined;
  readonly retryAfter: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    { details, retryAfter, headers, members, ...options }: AppErrorOptions = {},
  ) {
    super(message, options);
    this.details = details;
    this.retryAfter = retryAfter;
    this.headers = headers ?? {};
    this.members = members ?? {};
  }

  /** HTTP status the code travels with. */
  get status(): number {
    return ERRORS[this.code];
  }
}

/** A field that was refused by a rule no decorator can express. */
export const invalidField = (field: string, message: string): AppError =>
  new AppError('BAD_REQUEST', message, { details: [{ field, message }] });

/** `Monitor “x” was not found`-like answers in one form. */
export const notFound = (what: string): AppError => new AppError('NOT_FOUND', `${what} not found`);
