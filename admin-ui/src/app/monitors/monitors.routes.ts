import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';

const tagOf = (route: ActivatedRouteSnapshot): string => route.paramMap.get('tag') ?? '';

export const monitorsRoutes: Routes = [
  { path: '', loadComponent: async () => (await import('./list/monitor-list.js')).MonitorList },
  {
    path: 'new',
    title: 'New monitor',
    data: { crumb: 'New monitor' },
    canActivate: [requires('monitors.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./form/monitor-form.js')).MonitorForm,
  },
  {
    path: 'import',
    title: 'Import monitors',
    data: { crumb: 'Import' },
    canActivate: [requires('monitors.write')],
    loadComponent: async () => (await import('./transfer/import-monitors.js')).ImportMonitors,
  },
  {
    path: ':tag',
    title: tagOf,
    data: { crumbParam: 'tag' },
    children: [
      { path: '', pathMatch: 'full', loadComponent: async () => (await import('./detail/monitor-detail.js')).MonitorDetail },
      {
        path: 'edit',
        data: { crumb: 'Settings' },
        canActivate: [requires('monitors.write')],
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./form/monitor-form.js')).MonitorForm,
      },
    ],
  },
];
