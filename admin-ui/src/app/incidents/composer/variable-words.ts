import { httpResource } from '@angular/common/http';
import { computed, inject, type Signal } from '@angular/core';
import { Clock } from '../../platform/clock.js';
import { formatDateTime, fromLocalInput } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import type { ComposerDraft } from './composer-draft.js';
import { variablesIn, type VariableValues } from './variables.js';

const LIST = new Intl.ListFormat(undefined, { style: 'long', type: 'conjunction' });

/** Words for the variables of a draft, as it is now. Called where `inject` may be. */
export function variableWords(draft: Signal<ComposerDraft>, nameOf: (tag: string) => string): Signal<VariableValues> {
  const clock = inject(Clock);
  const canAsk = inject(SessionStore).can('settings.read');
  const isSiteNamed = computed(() => variablesIn(draft().title + draft().comment).includes('site_name'));
  const site = httpResource<{ value: unknown }>(() => (canAsk && isSiteNamed() ? '/api/v4/site/siteName' : undefined));
  return computed(() => {
    const { monitors, start } = draft();
    const names = monitors.map(({ monitor_tag }) => nameOf(monitor_tag));
    const siteName = site.hasValue() ? site.value().value : null;
    return {
      monitors: names.length === 0 ? null : LIST.format(names),
      site_name: typeof siteName === 'string' && siteName !== '' ? siteName : null,
      start_time: formatDateTime(fromLocalInput(start) ?? clock.now()),
    };
  });
}
