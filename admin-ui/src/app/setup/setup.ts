import { CdkStepper } from '@angular/cdk/stepper';
import { BreakpointObserver } from '@angular/cdk/layout';
import { afterNextRender, Component, computed, inject, Injector, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatStep, MatStepper, MatStepperIcon } from '@angular/material/stepper';
import { ActivatedRoute, Router } from '@angular/router';
import { map } from 'rxjs';
import { toProblem, type Problem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { Wordmark } from '../ui/wordmark.js';
import { MonitorStep } from './monitor-step.js';
import { OwnerStep } from './owner-step.js';
import { PageStep } from './page-step.js';
import { ShareStep } from './share-step.js';
import { SiteStep } from './site-step.js';

export const STEPS = ['owner', 'site', 'monitor', 'page', 'share'] as const;
export type StepName = (typeof STEPS)[number];
const REACHED = 'clarion.setup-step';

/** The first run: five short steps from nothing to a live page. Closing it loses nothing; coming back goes on where it stopped. */
@Component({
  selector: 'app-setup',
  imports: [
    Icon,
    MatButton,
    MatStep,
    MatStepper,
    MatStepperIcon,
    MonitorStep,
    OwnerStep,
    PageStep,
    ProblemPanel,
    ShareStep,
    SiteStep,
    Wordmark,
  ],
  templateUrl: './setup.html',
  styleUrl: './setup.scss',
})
export class Setup {
  protected readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly storage = globalThis.localStorage;
  private readonly injector = inject(Injector);
  private readonly stepper = viewChild(CdkStepper);
  protected readonly isPhone = toSignal(
    inject(BreakpointObserver)
      .observe('(max-width: 719.98px)')
      .pipe(map(({ matches }) => matches)),
    { initialValue: false },
  );
  protected readonly isReady = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly hasOwner = computed(() => this.session.session() !== null);
  private readonly asked = inject(ActivatedRoute).snapshot.queryParamMap.get('step');
  /** Index of the step on screen. */
  protected readonly at = signal(0);
  /** Index of the last step that was done or skipped; steps up to it are ticked. */
  protected readonly passed = signal(0);

  constructor() {
    void this.open();
  }

  protected async open(): Promise<void> {
    this.problem.set(null);
    try {
      await this.session.ready();
    } catch (error) {
      this.problem.set(toProblem(error));
      return;
    }
    if (!this.session.needsSetup() && !this.hasOwner()) {
      await this.router.navigateByUrl('/account/signin?returnTo=/manage/setup', { replaceUrl: true });
      return;
    }
    const wanted = STEPS.findIndex((step) => step === (this.asked ?? this.storage.getItem(REACHED)));
    const first = this.hasOwner() ? Math.max(1, wanted) : 0;
    this.passed.set(first - 1);
    this.at.set(first);
    this.isReady.set(true);
  }

  protected remember(index: number): void {
    this.at.set(index);
    const step = STEPS[index];
    if (step && this.hasOwner()) this.storage.setItem(REACHED, step);
  }

  /** @param step the one that was done or skipped */
  protected next(step: number): void {
    this.passed.update((passed) => Math.max(passed, step));
    // The step's `completed` has to reach the stepper before it may move.
    afterNextRender(() => this.stepper()?.next(), { injector: this.injector });
  }

  protected async finish(): Promise<void> {
    this.storage.removeItem(REACHED);
    await this.router.navigateByUrl('/manage/overview');
  }
}
