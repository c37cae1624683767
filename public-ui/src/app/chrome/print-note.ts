import { afterNextRender, ApplicationRef, Component, computed, DestroyRef, DOCUMENT, inject, signal } from '@angular/core';

import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';

/** The head of a printed page. Paper goes on saying what it says, so it says of when that is, and when it was printed where the browser tells. */
@Component({
  selector: 'app-print-note',
  template: `{{ texts.say('footer.printed', { time: asOf() }) }}
    @if (printed(); as line) {
      <br />{{ line }}
    }`,
  host: { class: 'print-only column' },
})
export class PrintNote {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);
  private readonly freshness = inject(Freshness);

  private readonly printedAt = signal<number | null>(null);
  protected readonly asOf = computed(() => this.texts.dateTime(this.store.snapshot().generatedAt));
  protected readonly printed = computed(() => {
    const at = this.printedAt();
    return at === null ? '' : this.texts.say('print.printedAt', { time: this.texts.dateTime(at) });
  });

  constructor() {
    const [app, destroyed, document] = [inject(ApplicationRef), inject(DestroyRef), inject(DOCUMENT)];
    afterNextRender(() => {
      const window = document.defaultView!;
      const note = (): void => {
        this.printedAt.set(this.freshness.now() ?? Math.floor(Date.now() / 1_000));
        // The browser takes its picture right after this event.
        app.tick();
      };
      window.addEventListener('beforeprint', note);
      destroyed.onDestroy(() => window.removeEventListener('beforeprint', note));
    });
  }
}
