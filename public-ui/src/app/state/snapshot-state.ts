import type { Snapshot } from '@clarion/contract';
import { inject, InjectionToken, makeStateKey, TransferState } from '@angular/core';

import { sparklineLevels } from '../bars/sparkline';

const KEY = makeStateKey<Snapshot>('s');

/** The snapshot a page begins with: handed to the render on the server, read from the HTML in the browser. */
export const INITIAL_SNAPSHOT = new InjectionToken<Snapshot>('INITIAL_SNAPSHOT', {
  factory: () => {
    const state = inject(TransferState);
    const snapshot = state.get<Snapshot | null>(KEY, null);
    if (!snapshot) throw new Error('This page carries no snapshot');
    state.remove(KEY);
    return snapshot;
  },
});

/** Server half: the same snapshot for the render and, once, inside the HTML. The lines of the rows travel as what is drawn of them. */
export const provideSnapshot = (snapshot: Snapshot) => ({
  provide: INITIAL_SNAPSHOT,
  useFactory: () => {
    const light =
      snapshot.kind === 'page'
        ? { ...snapshot, monitors: snapshot.monitors.map((monitor) => ({ ...monitor, sparkline: sparklineLevels(monitor.sparkline) })) }
        : snapshot;
    inject(TransferState).set(KEY, light);
    return snapshot;
  },
});
