import { Component } from '@angular/core';
import { PageHeader } from '../ui/page-header.js';
import { PasswordCard } from './password-card.js';
import { ProfileCard } from './profile-card.js';
import { SessionsCard } from './sessions-card.js';

/** The signed-in person's own name, looks, password and sessions. */
@Component({
  selector: 'app-account',
  imports: [PageHeader, PasswordCard, ProfileCard, SessionsCard],
  template: `
    <div class="page narrow">
      <app-page-header heading="Account" />
      <app-profile-card class="card" />
      <app-password-card class="card" />
      <app-sessions-card class="card" />
    </div>
  `,
})
export class Account {}
