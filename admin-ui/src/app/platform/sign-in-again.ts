import { Service } from '@angular/core';

/** Asks a person whose session ended to sign in over the screen they are on; calls that arrive meanwhile share one question. */
@Service()
export class SignInAgain {
  private asker: (() => Promise<boolean>) | null = null;
  private open: Promise<boolean> | null = null;

  /** The shell knows how to show the dialog; without it (sign-in page, wizard) the answer is no. */
  askWith(asker: () => Promise<boolean>): void {
    this.asker = asker;
  }

  /** @returns true once signed in, false when the person chose to leave. */
  async ask(): Promise<boolean> {
    if (!this.asker) return false;
    this.open ??= this.asker().finally(() => (this.open = null));
    return this.open;
  }
}
