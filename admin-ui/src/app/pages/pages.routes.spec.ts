import { TestBed } from '@angular/core/testing';
import { EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import type { CanDeactivateFn } from '@angular/router';
import { of } from 'rxjs';
import type { HoldsUnsavedWork } from '../platform/unsaved.js';
import { pagesRoutes } from './pages.routes.js';

describe('leaving the editor of a page', () => {
  const guard = pagesRoutes.find(({ path }) => path === 'edit/:path')!.canDeactivate![0] as CanDeactivateFn<HoldsUnsavedWork>;
  const leave = async (isStored: boolean, answer: string) => {
    const open = vi.fn(() => ({ afterClosed: () => of(answer) }));
    TestBed.configureTestingModule({ providers: [{ provide: MatDialog, useValue: { open } }] });
    const screen = { isDirty: () => !isStored, save: () => Promise.resolve(isStored) };
    const may = await runInInjectionContext(TestBed.inject(EnvironmentInjector), () => guard(screen, null!, null!, null!));
    return [may, open.mock.calls.length];
  };

  it('stores the draft and asks nobody', async () => {
    expect(await leave(true, 'stay')).toEqual([true, 0]);
  });

  it.each([
    ['stay', false],
    ['discard', true],
  ])('asks about what cannot be stored: %s', async (answer, may) => {
    expect(await leave(false, answer)).toEqual([may, 1]);
  });
});
