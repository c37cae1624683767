import { signal, type Type, type WritableSignal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, type FieldTree } from '@angular/forms/signals';
import type { TypeData } from '../app/api/monitors.js';
import type { TypeKind } from '../app/monitors/form/types/type-kind.js';
import { settle, textOf } from './builders.js';
import { dashboard } from './setup.js';

/** The part of the form that belongs to one type, on its own. */
export interface RenderedCheck<Draft> {
  page: HTMLElement;
  draft: WritableSignal<Draft>;
  tree: FieldTree<Draft>;
  /** What would go over the wire. */
  written: () => TypeData;
  /** Messages of every error, in the order of the fields. */
  errors: () => string[];
  /** The field under a label; with several, the one at `index`. */
  field: (label: string, index?: number) => HTMLInputElement | HTMLTextAreaElement;
  /** The head of a fold. */
  fold: (heading: string) => HTMLButtonElement;
}

/** @param stored `type_data` of a stored monitor; absent = a new one */
export async function renderCheck<Draft>(
  component: Type<unknown>,
  kind: TypeKind<Draft>,
  stored?: TypeData,
  inputs: Readonly<Record<string, unknown>> = {},
): Promise<RenderedCheck<Draft>> {
  TestBed.configureTestingModule({ providers: dashboard() });
  const draft = signal(stored === undefined ? kind.fresh : kind.read(stored));
  const tree = TestBed.runInInjectionContext(() => form(draft, kind.rules)) as FieldTree<Draft>;
  const fixture = TestBed.createComponent(component);
  fixture.componentRef.setInput('check', tree);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  // Only what is in the document can take the focus.
  document.body.append(fixture.nativeElement as HTMLElement);
  await settle();
  const page = fixture.nativeElement as HTMLElement;
  return {
    page,
    draft,
    tree,
    written: () => kind.write(draft()),
    errors: () =>
      tree()
        .errorSummary()
        .map(({ message }) => message ?? ''),
    field: (label, index = 0) => {
      const found = [...page.querySelectorAll('mat-form-field')].filter(
        (each) => textOf(each.querySelector('label')).replace('*', '') === label,
      )[index];
      const control = found?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
      if (!control) throw new Error(`No field "${label}" at ${index}`);
      return control;
    },
    fold: (heading) => {
      const found = [...page.querySelectorAll<HTMLButtonElement>('app-fold > button')].find(
        (each) => textOf(each.querySelector('strong')) === heading,
      );
      if (!found) throw new Error(`No fold "${heading}"`);
      return found;
    },
  };
}
