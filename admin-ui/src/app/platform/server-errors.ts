import type { ReadonlyFieldTree, ValidationError } from '@angular/forms/signals';
import type { Problem } from './problem.js';

/**
 * The server's refusals as errors of the fields they name; each goes away when its field changes.
 * @param fields form fields by wire name; members may be missing
 */
export function serverErrors(
  problem: Problem,
  fields: Readonly<Record<string, ReadonlyFieldTree<unknown> | undefined>>,
): ValidationError.WithOptionalFieldTree[] {
  return problem.fields.flatMap(({ field, message }) => {
    const fieldTree = fields[field];
    return fieldTree ? [{ kind: 'server', message, fieldTree }] : [];
  });
}
