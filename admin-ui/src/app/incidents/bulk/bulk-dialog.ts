import { Component, computed, effect, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { formatInteger } from '../../platform/formats.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { focusLater } from '../../monitors/form/fields/focus-later.js';
import { BulkRun, type BulkItem, type BulkOutcome } from './bulk-run.js';

/** What is done to many monitors or other things, and the words for it. */
export interface BulkTask<Item extends BulkItem> {
  heading: string;
  /** `Pausing` */
  doing: string;
  /** @param count of those that are otherwise now: `Paused 3 monitors` */
  done: (count: number) => string;
  collect: () => Promise<readonly Item[]>;
  deed: (item: Item) => Promise<BulkOutcome>;
}

export interface BulkResult<Item extends BulkItem> {
  changed: readonly Item[];
  /** Those that failed or were not tried; the person may want to go on with them. */
  rest: readonly Item[];
}

/** Shows how a bulk action goes on, lets a person take the rest off, and names every failure. Closes by itself when all went well. */
@Component({
  selector: 'app-bulk-dialog',
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, MatProgressBar, ProblemPanel],
  templateUrl: './bulk-dialog.html',
  styleUrl: './bulk-dialog.scss',
  host: { '(window:beforeunload)': 'beforeUnload($event)' },
})
export class BulkDialog<Item extends BulkItem> {
  protected readonly task = inject<BulkTask<Item>>(MAT_DIALOG_DATA);
  private readonly reference = inject<MatDialogRef<BulkDialog<Item>, BulkResult<Item>>>(MatDialogRef);
  protected readonly run = signal(this.start(this.task.collect));
  /** Over every attempt. */
  private readonly changed = signal<readonly Item[]>([]);
  protected readonly percent = computed(() => (100 * this.run().done()) / Math.max(1, this.run().items().length));
  protected readonly progress = computed(() => {
    const run = this.run();
    if (run.state() === 'collecting') return 'Finding them…';
    const at = `${formatInteger(run.done())} of ${formatInteger(run.items().length)}`;
    const current = run.current();
    return current ? `${this.task.doing} ${current.name}, ${at}` : at;
  });
  protected readonly summary = computed(() => {
    const run = this.run();
    const failed = run.failures().length;
    const unchanged = run.done() - run.changed().length - failed;
    const left = run.left().length;
    return [
      this.task.done(run.changed().length),
      ...(unchanged > 0 ? [`${formatInteger(unchanged)} already ${unchanged === 1 ? 'was' : 'were'} that way`] : []),
      ...(failed > 0 ? [`${formatInteger(failed)} failed`] : []),
      ...(left > 0 ? [`${formatInteger(left)} not tried`] : []),
    ].join(', ');
  });
  /** What another attempt would be about. */
  protected readonly rest = computed(() => [
    ...this.run()
      .failures()
      .map(({ item }) => item),
    ...this.run().left(),
  ]);

  constructor() {
    const focus = focusLater();
    effect(() => {
      // The button that had the focus is gone.
      if (!this.run().isRunning()) focus((host) => host.querySelector<HTMLElement>('.close'));
    });
  }

  protected retry(): void {
    const rest = this.rest();
    const isUncollected = this.run().items().length === 0;
    this.run.set(this.start(isUncollected ? this.task.collect : async () => rest));
  }

  protected close(): void {
    this.reference.close({ changed: this.changed(), rest: this.rest() });
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.run().isRunning()) event.preventDefault();
  }

  private start(collect: BulkTask<Item>['collect']): BulkRun<Item> {
    const run = new BulkRun(collect, this.task.deed);
    void run.run().then(() => {
      this.changed.update((changed) => [...changed, ...run.changed()]);
      if (run.state() === 'finished' && run.failures().length === 0) this.close();
    });
    return run;
  }
}
