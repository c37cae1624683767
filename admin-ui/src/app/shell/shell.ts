import { BreakpointObserver } from '@angular/cdk/layout';
import { afterNextRender, Component, computed, inject, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatSidenav, MatSidenavContainer, MatSidenavContent } from '@angular/material/sidenav';
import { MatToolbar } from '@angular/material/toolbar';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { firstValueFrom, map } from 'rxjs';
import { JobButton } from '../jobs/job-button.js';
import { APP_BASE } from '../platform/app-base.js';
import { SignInAgain } from '../platform/sign-in-again.js';
import { SessionStore } from '../session/session-store.js';
import { SignInAgainDialog } from '../session/sign-in-again-dialog.js';
import { HoldBar } from '../publishing/hold-bar.js';
import { Icon } from '../ui/icon.js';
import { Wordmark } from '../ui/wordmark.js';
import { AccountMenu } from './account-menu.js';
import { Breadcrumb } from './breadcrumb.js';
import { visibleNavigation } from './nav-items.js';
import { Shortcuts } from './shortcuts.js';

const DRAWER = '(max-width: 719.98px)';
const RAIL = '(max-width: 1199.98px)';

/** The frame of every signed-in screen: menu, toolbar, content. */
@Component({
  selector: 'app-shell',
  imports: [
    AccountMenu,
    Breadcrumb,
    HoldBar,
    Icon,
    JobButton,
    MatIconButton,
    MatSidenav,
    MatSidenavContainer,
    MatSidenavContent,
    MatToolbar,
    MatTooltip,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Wordmark,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: { '(document:keydown)': 'shortcuts.onKey($event)' },
})
export class Shell {
  private readonly session = inject(SessionStore);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly breakpoints = inject(BreakpointObserver);
  protected readonly base = inject(APP_BASE);
  protected readonly canPublish = this.session.can('incidents.write') || this.session.can('maintenances.write');
  protected readonly canSeeJobs = this.session.can('monitors.write') || this.session.can('subscribers.write');
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly groups = computed(() => visibleNavigation((permission) => this.session.can(permission)));
  protected readonly isDrawer = toSignal(this.breakpoints.observe(DRAWER).pipe(map(({ matches }) => matches)), {
    initialValue: this.breakpoints.isMatched(DRAWER),
  });
  private readonly isNarrow = toSignal(this.breakpoints.observe(RAIL).pipe(map(({ matches }) => matches)), {
    initialValue: this.breakpoints.isMatched(RAIL),
  });
  protected readonly isRail = computed(() => this.isNarrow() && !this.isDrawer());
  protected readonly paletteKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
  private readonly main = viewChild.required(MatSidenavContent, { read: MatSidenavContent });

  constructor() {
    inject(SignInAgain).askWith(async () => this.askToSignIn());
    afterNextRender(() => void this.shortcuts.preload());
  }

  protected skipToContent(): void {
    this.main().getElementRef().nativeElement.querySelector<HTMLElement>('h1')?.focus();
  }

  private async askToSignIn(): Promise<boolean> {
    const returnTo = this.router.url;
    const dialog = this.dialog.open<SignInAgainDialog, undefined, boolean>(SignInAgainDialog, { width: '420px', disableClose: true });
    const signedIn = (await firstValueFrom(dialog.afterClosed())) ?? false;
    if (!signedIn) {
      // A fresh page: the person chose to lose what was typed, so no guard may ask again.
      const target = new URL(`${this.base}account/signin`, document.baseURI);
      target.searchParams.set('returnTo', returnTo);
      window.location.assign(target);
    }
    return signedIn;
  }
}
