import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';

const titleOf = (route: ActivatedRouteSnapshot): string => `Incident ${route.paramMap.get('id') ?? ''}`;

export const incidentsRoutes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: async () => (await import('./list/incident-list.js')).IncidentList },
  {
    path: 'new',
    title: 'New incident',
    data: { crumb: 'New incident' },
    canActivate: [requires('incidents.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./composer/composer.js')).Composer,
  },
  {
    path: 'drafts',
    title: 'Drafts of incidents',
    data: { crumb: 'Drafts' },
    canActivate: [requires('incidents.write')],
    loadComponent: async () => (await import('./drafts/draft-list.js')).DraftList,
  },
  {
    path: 'templates',
    title: 'Templates for incidents',
    data: { crumb: 'Templates' },
    canActivate: [requires('incidents.write')],
    loadComponent: async () => (await import('./templates/template-list.js')).TemplateList,
  },
  {
    path: ':id',
    title: titleOf,
    data: { crumb: 'Incident', crumbParam: 'id' },
    children: [
      {
        path: '',
        pathMatch: 'full',
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./detail/incident-page.js')).IncidentPage,
      },
      {
        path: 'edit',
        data: { crumb: 'Edit' },
        canActivate: [requires('incidents.write')],
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./edit/incident-edit.js')).IncidentEdit,
      },
    ],
  },
];
