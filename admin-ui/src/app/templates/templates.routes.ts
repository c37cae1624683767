import type { ActivatedRouteSnapshot, Routes } from '@angular/router';
import { keepsUnsavedWork } from '../platform/unsaved.js';
import { isTemplateId, TEMPLATE_NAMES } from './template-names.js';

const titleOf = (route: ActivatedRouteSnapshot): string => {
  const id = route.paramMap.get('id') ?? '';
  return isTemplateId(id) ? TEMPLATE_NAMES[id].name : 'Template';
};

/** Another language of the same message is another screen to somebody who has not saved. */
const hasOtherWords = (from: ActivatedRouteSnapshot, to: ActivatedRouteSnapshot): boolean =>
  from.paramMap.get('id') !== to.paramMap.get('id') || from.queryParamMap.get('lang') !== to.queryParamMap.get('lang');

export const templatesRoutes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: async () => (await import('./message-list.js')).MessageList },
  {
    path: ':id',
    title: titleOf,
    data: { crumb: 'Edit' },
    canDeactivate: [keepsUnsavedWork],
    runGuardsAndResolvers: hasOtherWords,
    loadComponent: async () => (await import('./message-editor.js')).MessageEditor,
  },
];
