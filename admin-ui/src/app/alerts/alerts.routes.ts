import { inject } from '@angular/core';
import { type ActivatedRouteSnapshot, type CanActivateFn, Router, type Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { requires } from '../session/guards.js';
import { SessionStore } from '../session/session-store.js';

const titleOf = (route: ActivatedRouteSnapshot): string => `Rule ${route.paramMap.get('id') ?? ''}`;
const triggerTitleOf = (route: ActivatedRouteSnapshot): string => `Trigger ${route.paramMap.get('id') ?? ''}`;

/** The area opens with what somebody may read of it. */
const orTriggers: CanActivateFn = async () => {
  const [session, router] = [inject(SessionStore), inject(Router)];
  await session.ready();
  return session.can('alerts.read') || !session.can('triggers.read') || router.parseUrl('/manage/alerts/triggers');
};

export const alertsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    canActivate: [orTriggers, requires('alerts.read')],
    loadComponent: async () => (await import('./rules/rule-list.js')).RuleList,
  },
  {
    path: 'new',
    title: 'New rule',
    data: { crumb: 'New rule' },
    canActivate: [requires('alerts.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./rules/rule-form.js')).RuleForm,
  },
  {
    path: 'log',
    title: 'Alert log',
    data: { crumb: 'Alert log' },
    canActivate: [requires('alerts.read')],
    loadComponent: async () => (await import('./log/alert-log.js')).AlertLogScreen,
  },
  {
    path: 'triggers',
    data: { crumb: 'Triggers' },
    canActivate: [requires('triggers.read')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Triggers',
        loadComponent: async () => (await import('./triggers/trigger-list.js')).TriggerList,
      },
      {
        path: 'new',
        title: 'New trigger',
        data: { crumb: 'New trigger' },
        canActivate: [requires('triggers.write')],
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./triggers/trigger-form.js')).TriggerForm,
      },
      {
        path: ':id',
        title: triggerTitleOf,
        data: { crumb: 'Trigger', crumbParam: 'id' },
        canDeactivate: [keepsUnsavedWork],
        loadComponent: async () => (await import('./triggers/trigger-form.js')).TriggerForm,
      },
    ],
  },
  {
    path: ':id/edit',
    title: titleOf,
    data: { crumb: 'Rule', crumbParam: 'id' },
    canActivate: [requires('alerts.write')],
    canDeactivate: [keepsUnsavedWork],
    loadComponent: async () => (await import('./rules/rule-form.js')).RuleForm,
  },
];
