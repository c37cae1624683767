import { computed, inject } from '@angular/core';

import { Texts } from '../text/texts';

/**
 * The words at both ends of every strip, as values of custom properties: CSS prints them under each strip, so a page of a hundred monitors
 * carries them once.
 * @param days on a wide and on a narrow screen
 */
export const scaleWords = (days: () => { desktop: number; mobile: number }) => {
  const texts = inject(Texts);
  const start = (count: number): string => JSON.stringify(texts.say('bars.start', { count }));
  return computed(() => ({
    '--start-wide': start(days().desktop),
    '--start-narrow': start(days().mobile),
    '--today': JSON.stringify(texts.say('bars.today')),
  }));
};
