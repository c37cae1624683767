import { Component, inject } from '@angular/core';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { SessionStore } from '../session/session-store.js';

/** The parts of the area; the screen itself is projected. Readers see what is published and nothing else. */
@Component({
  selector: 'app-incident-tabs',
  imports: [MatTabLink, MatTabNav, MatTabNavPanel, RouterLink, RouterLinkActive],
  template: `
    @if (canWrite) {
      <nav mat-tab-nav-bar [tabPanel]="panel" mat-stretch-tabs="false" mat-align-tabs="start" aria-label="Parts of incidents">
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
    }
    <mat-tab-nav-panel #panel class="stack"><ng-content /></mat-tab-nav-panel>
  `,
  styles: `
    nav {
      margin-block-end: 16px;
    }
  `,
})
export class IncidentTabs {
  protected readonly canWrite = inject(SessionStore).can('incidents.write');
  protected readonly tabs = [
    { path: '/manage/incidents', words: 'Incidents' },
    { path: '/manage/incidents/drafts', words: 'Drafts' },
    { path: '/manage/incidents/templates', words: 'Templates' },
  ] as const;
}
