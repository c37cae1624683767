import type { PageSnapshot, Snapshot } from '@clarion/contract';
import { inject, InjectionToken, makeStateKey, TransferState } from '@angular/core';

import { lightPage, type LightPage, wholePage } from './light-page';

type Carried = Exclude<Snapshot, PageSnapshot> | LightPage;

const KEY = makeStateKey<Carried>('s');

/** The snapshot a page begins with: handed to the render on the server, read from the HTML in the browser. */
export const INITIAL_SNAPSHOT = new InjectionToken<Snapshot>('INITIAL_SNAPSHOT', {
  factory: () => {
    const state = inject(TransferState);
    const carried = state.get<Carried | null>(KEY, null);
    if (!carried) throw new Error('This page carries no snapshot');
    state.remove(KEY);
    return carried.kind === 'page' ? wholePage(carried) : carried;
  },
});

/** Server half: the snapshot for the render and, once, inside the HTML, without what follows from the rest of it. */
export const provideSnapshot = (snapshot: Snapshot) => ({
  provide: INITIAL_SNAPSHOT,
  useFactory: () => {
    inject(TransferState).set(KEY, snapshot.kind === 'page' ? lightPage(snapshot) : snapshot);
    return snapshot;
  },
});
