import type { Routes } from '@angular/router';
import { requires } from '../session/guards.js';

export const subscribersRoutes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: async () => (await import('./list/subscriber-list.js')).SubscriberList },
  {
    path: 'import',
    title: 'Import subscribers',
    data: { crumb: 'Import' },
    canActivate: [requires('subscribers.write')],
    loadComponent: async () => (await import('./import/import-subscribers.js')).ImportSubscribers,
  },
];
