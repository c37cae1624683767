import { Component, computed, inject } from '@angular/core';

import { SnapshotStore } from './state/snapshot-store';
import { IconSprite } from './status/icon-sprite';
import { StatusPage } from './monitors/status-page';

/** The document between `<body>` and `</body>`: chrome around the one screen the snapshot asks for. */
@Component({
  selector: 'app-root',
  imports: [IconSprite, StatusPage],
  templateUrl: './app.html',
})
export class App {
  protected readonly store = inject(SnapshotStore);
  protected readonly page = computed(() => {
    const snapshot = this.store.snapshot();
    return snapshot.kind === 'page' ? snapshot : null;
  });
}
