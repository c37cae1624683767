import { Component, inject } from '@angular/core';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { SessionStore } from '../session/session-store.js';

/** The parts of the area that the person may read; the screen itself is projected. */
@Component({
  selector: 'app-alert-tabs',
  imports: [MatTabLink, MatTabNav, MatTabNavPanel, RouterLink, RouterLinkActive],
  template: `
    <nav mat-tab-nav-bar [tabPanel]="panel" mat-stretch-tabs="false" mat-align-tabs="start" aria-label="Parts of alerts and triggers">
      @for (tab of tabs; track tab.path) {
        <a
          mat-tab-link
          #link="routerLinkActive"
          [routerLink]="tab.path"
          routerLinkActive
          [routerLinkActiveOptions]="{ paths: 'exact', queryParams: 'ignored', matrixParams: 'ignored', fragment: 'ignored' }"
          [active]="link.isActive"
          >{{ tab.words }}</a
        >
      }
    </nav>
    <mat-tab-nav-panel #panel class="stack"><ng-content /></mat-tab-nav-panel>
  `,
  styles: `
    nav {
      margin-block-end: 16px;
    }
  `,
})
export class AlertTabs {
  private readonly session = inject(SessionStore);
  protected readonly tabs = (
    [
      { path: '/manage/alerts', words: 'Rules', permission: 'alerts.read' },
      { path: '/manage/alerts/log', words: 'Alert log', permission: 'alerts.read' },
      { path: '/manage/alerts/triggers', words: 'Triggers', permission: 'triggers.read' },
    ] as const
  ).filter(({ permission }) => this.session.can(permission));
}
