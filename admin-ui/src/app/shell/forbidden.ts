import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { PERMISSIONS, type Permission } from '@clarion/contract';
import { EmptyState } from '../ui/empty-state.js';
import { PageHeader } from '../ui/page-header.js';

/** Answers an address the person may not open: which permission is missing, and who can grant it. */
@Component({
  selector: 'app-forbidden',
  imports: [EmptyState, MatButton, PageHeader, RouterLink],
  template: `
    <div class="page narrow">
      <app-page-header heading="You cannot open this page" />
      <div class="card">
        <app-empty-state icon="lock" [heading]="'Missing permission: ' + words()" [text]="text()">
          <a matButton="filled" routerLink="/manage/overview">Go to the overview</a>
        </app-empty-state>
      </div>
    </div>
  `,
})
export class Forbidden {
  readonly permission = input<string>();
  protected readonly words = computed(() => PERMISSIONS[this.permission() as Permission] ?? 'unknown');
  protected readonly text = computed(
    () => `It needs “${this.permission() ?? ''}”. The owner, or anyone with the admin role, can give you a role that has it.`,
  );
}
