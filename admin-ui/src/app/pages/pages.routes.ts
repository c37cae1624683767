import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';
import { pathWords } from './page-words.js';

const titleOf = (route: ActivatedRouteSnapshot): string => `Page ${pathWords(route.paramMap.get('path') ?? '')}`;

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
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./editor/page-editor.js')).PageEditor,
  },
];
