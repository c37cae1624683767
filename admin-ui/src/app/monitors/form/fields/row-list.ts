import { type WritableSignal } from '@angular/core';
import { focusLater } from './focus-later.js';

/** What a person does to a list of rows that are filled in. */
export interface RowList {
  add(): void;
  remove(index: number): void;
}

/**
 * Adds and takes away rows, and keeps the focus in the first field of the row that came, or of the one before what went.
 * @param value of the list's field   @param selector of a row's element   @param fresh makes an empty row
 */
export function rowList<Row>(value: () => WritableSignal<Row[]>, selector: string, fresh: () => Row): RowList {
  const focus = focusLater();
  return {
    add: () => {
      value().update((rows) => [...rows, fresh()]);
      focus((host) => [...host.querySelectorAll<HTMLElement>(selector)].at(-1)?.querySelector('input'));
    },
    remove: (index) => {
      value().update((rows) => rows.filter((_, at) => at !== index));
      focus((host) =>
        host
          .querySelectorAll(selector)
          .item(Math.max(0, index - 1))
          .querySelector('input'),
      );
    },
  };
}
