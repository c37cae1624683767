import { Component, effect, type ElementRef, inject, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../ui/icon.js';
import { Holds } from './holds.js';

/** “Published. Messages leave in 30 s”, on every screen, until they have left or somebody has decided. @see ux C3 (3) */
@Component({
  selector: 'app-hold-bar',
  imports: [Icon, MatButton],
  templateUrl: './hold-bar.html',
  styleUrl: './hold-bar.scss',
})
export class HoldBar {
  protected readonly holds = inject(Holds);
  private readonly region = viewChild<ElementRef<HTMLElement>>('region');
  private shown = 0;

  constructor() {
    // Without it nothing is lost: what is held leaves when its time has come.
    void this.holds.load().catch(() => undefined);
    effect(() => {
      const [region, count] = [this.region(), this.holds.held().length];
      // Where the buttons are is where somebody who just published looks next; nobody who writes is taken away from it.
      untracked(() => {
        const isIdle = document.activeElement === null || document.activeElement === document.body;
        if (region !== undefined && count > this.shown && isIdle) region.nativeElement.focus();
        this.shown = count;
      });
    });
  }

  protected minutes(seconds: number): number {
    return Math.ceil(seconds / 60);
  }

  /** Said aloud when it begins, and not every second. */
  protected spoken(seconds: number): string {
    return seconds === 0 ? 'Messages are on their way.' : 'Messages wait. Hold, undo or send them now.';
  }
}
