import type { Routes } from '@angular/router';
import { keepsUnsavedWork } from './platform/unsaved.js';
import { requires, signedIn } from './session/guards.js';

/** Every area is loaded when it is first visited. `data.crumb` is its word in the breadcrumb. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'manage' },
  { path: 'account', pathMatch: 'full', redirectTo: 'manage/account' },
  { path: 'account/signin', title: 'Sign in', loadComponent: async () => (await import('./session/sign-in.js')).SignIn },
  { path: 'account/signout', title: 'Signing out', loadComponent: async () => (await import('./session/sign-out.js')).SignOut },
  { path: 'manage/setup', title: 'Set up', loadComponent: async () => (await import('./setup/setup.js')).Setup },
  { path: 'manage/unreachable', title: 'Not reachable', loadComponent: async () => (await import('./session/unreachable.js')).Unreachable },
  {
    path: 'manage',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./shell/shell.js')).Shell,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'overview' },
      {
        path: 'overview',
        title: 'Overview',
        data: { crumb: 'Overview' },
        loadComponent: async () => (await import('./overview/overview.js')).Overview,
      },
      {
        path: 'monitors',
        title: 'Monitors',
        data: { crumb: 'Monitors' },
        canActivate: [requires('monitors.read')],
        loadChildren: async () => (await import('./monitors/monitors.routes.js')).monitorsRoutes,
      },
      {
        path: 'data',
        title: 'Monitoring data',
        data: { crumb: 'Monitoring data' },
        canActivate: [requires('monitors.read')],
        loadComponent: async () => (await import('./monitoring-data/monitoring-data.js')).MonitoringData,
      },
      {
        path: 'incidents',
        title: 'Incidents',
        data: { crumb: 'Incidents' },
        canActivate: [requires('incidents.read')],
        loadChildren: async () => (await import('./incidents/incidents.routes.js')).incidentsRoutes,
      },
      {
        path: 'maintenances',
        title: 'Maintenances',
        data: { crumb: 'Maintenances' },
        canActivate: [requires('maintenances.read')],
        loadChildren: async () => (await import('./maintenances/maintenances.routes.js')).maintenancesRoutes,
      },
      {
        path: 'calendar',
        title: 'Calendar',
        data: { crumb: 'Calendar' },
        canActivate: [requires('incidents.read')],
        loadComponent: async () => (await import('./calendar/calendar.js')).Calendar,
      },
      {
        path: 'api-keys',
        title: 'API keys',
        data: { crumb: 'API keys' },
        canActivate: [requires('api_keys.read')],
        loadComponent: async () => (await import('./api-keys/api-keys.js')).ApiKeys,
      },
      {
        path: 'secrets',
        title: 'Secrets',
        data: { crumb: 'Secrets' },
        canActivate: [requires('settings.read')],
        loadComponent: async () => (await import('./secrets/secrets.js')).Secrets,
      },
      {
        path: 'texts',
        title: 'Texts',
        data: { crumb: 'Texts' },
        canActivate: [requires('settings.read')],
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./texts/site-texts.js')).SiteTextsPage,
      },
      {
        path: 'account',
        title: 'Account',
        data: { crumb: 'Account' },
        loadComponent: async () => (await import('./account/account.js')).Account,
      },
      { path: 'forbidden', title: 'Not allowed', loadComponent: async () => (await import('./shell/forbidden.js')).Forbidden },
      { path: '**', title: 'Not found', loadComponent: async () => (await import('./shell/not-found.js')).NotFound },
    ],
  },
  { path: '**', title: 'Not found', loadComponent: async () => (await import('./shell/not-found.js')).NotFound },
];
