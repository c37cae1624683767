import { SECRET_LIMITS } from '@clarion/contract';
import { invalidField } from '../../platform/errors/app-error.js';

/** @throws AppError `BAD_REQUEST`: shorter values could not be blotted out of what people read */
export function assertValue(value: string): void {
  if (value.trim().length < SECRET_LIMITS.valueMinimum)
    throw invalidField(
      'value',
      `A secret has at least ${SECRET_LIMITS.valueMinimum} characters: shorter ones cannot be kept out of answers`,
    );
}

/**
 * Origins as they are compared, without repetitions.
 * @returns null = any
 * @throws AppError `BAD_REQUEST` for what is more or less than an origin
 */
export function readOrigins(origins: readonly string[] | null): string[] | null {
  const read = [...new Set((origins ?? []).map((origin) => readOrigin(origin.trim())))];
  return read.length === 0 ? null : read;
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // Whoever writes a path means it, and a path bounds nothing here.
  if (!isWeb || `${url.origin}/` !== url.href) throw invalidField('origins', `“${text}” is not an origin such as https://api.example.com`);
  return url.origin;
}

/** Whether `after` lets a secret go where `before` did not. */
export function isWider(before: readonly string[] | null, after: readonly string[] | null): boolean {
  if (before === null) return false;
  return after === null || after.some((origin) => !before.includes(origin));
}
