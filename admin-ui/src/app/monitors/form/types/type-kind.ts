import type { SchemaFn } from '@angular/forms/signals';
import type { TypeData } from '../../../api/monitors.js';

/**
 * How the form handles one type of monitor. The members of a draft are called as on the wire, so that a refusal of the server finds its
 * field by its name; numbers are null while their field is empty.
 */
export interface TypeKind<Draft> {
  /** The draft of a new monitor: the defaults of the specification. */
  readonly fresh: Draft;
  /** What is stored, as the fields hold it. */
  readonly read: (data: TypeData) => Draft;
  /** Members of `type_data` that the form owns; others stay as they are stored, since the server merges. */
  readonly write: (draft: Draft) => TypeData;
  readonly rules: SchemaFn<Draft>;
  /** What people call each field. */
  readonly words: Readonly<Record<keyof Draft & string, string>>;
}
