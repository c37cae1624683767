import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';

const titleOf = (route: ActivatedRouteSnapshot): string => `Maintenance ${route.paramMap.get('id') ?? ''}`;

export const maintenancesRoutes: Routes = [
  { path: '', loadComponent: async () => (await import('./list/maintenance-list.js')).MaintenanceList },
  {
    path: 'new',
    title: 'New maintenance',
    data: { crumb: 'New maintenance' },
    canActivate: [requires('maintenances.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./form/maintenance-form.js')).MaintenanceForm,
  },
  {
    path: ':id',
    title: titleOf,
    data: { crumbParam: 'id' },
    children: [
      { path: '', pathMatch: 'full', loadComponent: async () => (await import('./page/maintenance-page.js')).MaintenancePage },
      {
        path: 'edit',
        data: { crumb: 'Edit' },
        canActivate: [requires('maintenances.write')],
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./form/maintenance-form.js')).MaintenanceForm,
      },
    ],
  },
];
