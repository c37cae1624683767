import { EnvironmentInjector, inject, runInInjectionContext } from '@angular/core';
import type { ActivatedRouteSnapshot, CanDeactivateFn, GuardResult, Routes } from '@angular/router';
import { type HoldsUnsavedWork, keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';
import { pathWords } from './page-words.js';

const titleOf = (route: ActivatedRouteSnapshot): string => `Page ${pathWords(route.paramMap.get('path') ?? '')}`;

/** A draft is stored by itself: whoever leaves is asked only about what cannot be. */
const storesDraft: CanDeactivateFn<HoldsUnsavedWork> = async (screen, ...where) => {
  const injector = inject(EnvironmentInjector);
  if (await screen.save()) return true;
  return runInInjectionContext(injector, () => keepsUnsavedWork(screen, ...where) as Promise<GuardResult>);
};

export const pagesRoutes: Routes = [
  { path: '', loadComponent: async () => (await import('./list/page-list.js')).PageList },
  {
    path: 'new',
    title: 'New page',
    data: { crumb: 'New page' },
    canActivate: [requires('pages.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./new/new-page.js')).NewPageScreen,
  },
  {
    // Below a word of its own: a page may be called “new”.
    path: 'edit/:path',
    title: titleOf,
    data: { crumbParam: 'path' },
    canDeactivate: [storesDraft],
    loadComponent: async () => (await import('./editor/page-editor.js')).PageEditor,
  },
];
