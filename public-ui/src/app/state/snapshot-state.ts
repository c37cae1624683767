import type { PageSnapshot, Snapshot } from '@clarion/contract';
import { isLocale, type LocaleTexts, type Message, OFF_HOME, registerDictionary, textsFromList, textsToList } from '@clarion/i18n';
import { inject, InjectionToken, makeStateKey, TransferState } from '@angular/core';

import { lightPage, type LightPage, wholePage } from './light-page';

type Carried = Exclude<Snapshot, PageSnapshot> | LightPage;

const KEY = makeStateKey<Carried>('s');
/** Texts of the page's language, without their keys. Both halves are of one build, and know them. */
const TEXTS = makeStateKey<readonly (Message | 0)[]>('t');

const speak = (locale: string, texts: LocaleTexts): void => {
  if (isLocale(locale)) registerDictionary(locale, texts);
};

/** The snapshot a page begins with: handed to the render on the server, read from the HTML in the browser, with the words it is told in. */
export const INITIAL_SNAPSHOT = new InjectionToken<Snapshot>('INITIAL_SNAPSHOT', {
  factory: () => {
    const state = inject(TransferState);
    const carried = state.get<Carried | null>(KEY, null);
    if (!carried) throw new Error('This page carries no snapshot');
    const texts = state.get(TEXTS, null);
    if (texts) speak(carried.locale, textsFromList(texts));
    state.remove(KEY);
    state.remove(TEXTS);
    return carried.kind === 'page' ? wholePage(carried) : carried;
  },
});

/**
 * Server half: the snapshot for the render and, once, inside the HTML, without what follows from the rest of it.
 * @param texts of its language; null = they are in the script
 */
export const provideSnapshot = (snapshot: Snapshot, texts: LocaleTexts | null) => ({
  provide: INITIAL_SNAPSHOT,
  useFactory: () => {
    const state = inject(TransferState);
    state.set(KEY, snapshot.kind === 'page' ? lightPage(snapshot) : snapshot);
    // Pages of events and of monitors need more of them.
    const isHome = snapshot.kind === 'page' || snapshot.kind === 'not-found';
    if (texts) state.set(TEXTS, textsToList(texts, isHome ? OFF_HOME : []));
    return snapshot;
  },
});
