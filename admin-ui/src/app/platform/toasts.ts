import { inject, Service, signal } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';

const TOAST_MS = 6_000;
const UNDO_MS = 8_000;

/** Short words about what has already happened, one at a time; some of it can be taken back for eight seconds. */
@Service()
export class Toasts {
  private readonly bar = inject(MatSnackBar);
  /** What "Undo last" in the palette takes back; null once the time is over. */
  readonly lastUndo = signal<{ words: string; undo: () => void } | null>(null);

  say(words: string): void {
    this.bar.open(words, undefined, { duration: TOAST_MS, politeness: 'polite' });
  }

  /** With something that leads on, such as to where it can be seen. */
  sayWithAction(words: string, action: string, run: () => void): void {
    this.bar.open(words, action, { duration: UNDO_MS, politeness: 'polite' }).onAction().subscribe(run);
  }

  sayWithUndo(words: string, undo: () => void): void {
    const offered = { words, undo };
    this.lastUndo.set(offered);
    const toast = this.bar.open(words, 'Undo', { duration: UNDO_MS, politeness: 'polite' });
    toast.onAction().subscribe(undo);
    toast.afterDismissed().subscribe(() => this.lastUndo.update((last) => (last === offered ? null : last)));
  }
}
