import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState } from '../ui/empty-state.js';
import { PageHeader } from '../ui/page-header.js';

/** Answers an address that leads nowhere. */
@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButton, PageHeader, RouterLink],
  template: `
    <div class="page narrow">
      <app-page-header heading="Page not found" />
      <div class="card">
        <app-empty-state
          icon="search"
          heading="Nothing lives at this address"
          text="The link may be old, or what it showed has been deleted."
        >
          <a matButton="filled" routerLink="/manage/overview">Go to the overview</a>
        </app-empty-state>
      </div>
    </div>
  `,
})
export class NotFound {}
