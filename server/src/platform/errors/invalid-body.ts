import { type ErrorDetail } from '@clarion/contract';
import { ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { AppError } from './app-error.js';

/** Problems named in the message; the rest stands in `details`. */
const NAMED = 3;

function* flatten(errors: readonly ValidationError[], prefix = ''): Generator<ErrorDetail> {
  for (const { property, constraints, children } of errors) {
    const isIndex = /^\d+$/.test(property);
    const field = isIndex ? `${prefix}[${property}]` : prefix === '' ? property : `${prefix}.${property}`;
    // Decorators apply from the last to the first, and the first one written says what kind of value it is.
    const message = Object.values(constraints ?? {}).at(-1);
    if (message !== undefined) yield { field, message };
    yield* flatten(children ?? [], field);
  }
}

/** Turns what the validator found into one answer: a detail per field, under the wire's names. */
export function invalidBody(errors: ValidationError[]): AppError {
  const details = [...flatten(errors)];
  const named = details.slice(0, NAMED).map(({ message }) => message);
  const more = details.length - named.length;
  const message = named.length === 0 ? 'The request is not valid' : named.join('; ') + (more > 0 ? `; and ${more} more` : '');
  return new AppError('BAD_REQUEST', message, { details });
}

/** The one validation pipe: unknown members are dropped, nothing is converted by guessing. @see style §4 */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    transform: true,
    forbidUnknownValues: true,
    exceptionFactory: invalidBody,
  });
