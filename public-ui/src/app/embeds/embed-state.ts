import type { EmbedSnapshot, NotFoundSnapshot } from '@clarion/contract';
import { InjectionToken, type Provider } from '@angular/core';

import { INITIAL_SNAPSHOT } from '../state/snapshot-state';

/** What a frame shows. It is drawn on the server and nowhere else. */
export const EMBED = new InjectionToken<EmbedSnapshot>('EMBED');

const NOTHING = { up: 0, degraded: 0, down: 0, maintenance: 0 } as const;

/** What parts of the page ask the page for, whatever they stand in: site, language, zone, and when it was made. */
const surroundings = ({ v, version, generatedAt, freshness, delayedSince, site, locale, timeZone }: EmbedSnapshot): NotFoundSnapshot => ({
  ...{ v, version, generatedAt, freshness, delayedSince, site, locale, timeZone },
  kind: 'not-found',
  banner: { status: 'NO_DATA', key: 'NO_DATA', counts: NOTHING, openIncidents: 0 },
});

export const provideEmbed = (embed: EmbedSnapshot): Provider[] => [
  { provide: EMBED, useValue: embed },
  { provide: INITIAL_SNAPSHOT, useValue: surroundings(embed) },
];
