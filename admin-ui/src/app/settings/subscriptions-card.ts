import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import type { DeliverySummary } from '../api/deliveries.js';
import { Icon } from '../ui/icon.js';
import type { IconName } from '../ui/icon-paths.js';
import { SettingCard } from './setting-card.js';
import { SUBSCRIPTION_METHODS, type SubscriptionMethod } from './site-draft.js';
import { SiteEditor } from './site-editor.js';

const METHODS: Readonly<Record<SubscriptionMethod, { word: string; icon: IconName; hint: string }>> = {
  emails: { word: 'E-mail', icon: 'mail', hint: 'Confirmed by a code or a link.' },
  webhook: { word: 'Webhook', icon: 'plug', hint: 'Signed requests to an address of theirs.' },
  slack: { word: 'Slack', icon: 'hash', hint: 'A channel, by its incoming webhook.' },
  teams: { word: 'Microsoft Teams', icon: 'people', hint: 'A channel, by its workflow address.' },
  discord: { word: 'Discord', icon: 'chat', hint: 'A channel, by its webhook.' },
  push: { word: 'Browser', icon: 'bell', hint: 'Notifications of the browser, without an address.' },
};

/** Whether readers may have news sent to them, in which ways, and about what. */
@Component({
  selector: 'app-subscriptions-card',
  imports: [FormField, Icon, MatSlideToggle, SettingCard],
  template: `
    <app-setting-card name="subscriptions" lead="The Subscribe button appears when this is on and at least one switch below it.">
      <div class="stack">
        <div>
          <mat-slide-toggle [formField]="settings.enable">Readers may subscribe</mat-slide-toggle>
          <p class="muted small hint">Off: those who did stay, and get nothing.</p>
        </div>
        @if (isWithoutMail()) {
          <p class="note" role="status">
            <app-icon name="info" />
            <span
              >E-mail is not set up: nothing is offered or sent by mail, whatever is chosen here. Set the variables <code>SMTP_…</code> or
              <code>RESEND_API_KEY</code> on the server.</span
            >
          </p>
        }
        <table class="plain" aria-label="Ways to subscribe">
          <thead>
            <tr>
              <th scope="col">Way</th>
              <th scope="col">Incidents</th>
              <th scope="col">Maintenances</th>
            </tr>
          </thead>
          <tbody>
            @for (method of methods; track method.name) {
              <tr>
                <th scope="row">
                  <span class="way"><app-icon [name]="method.icon" />{{ method.word }}</span>
                  <span class="muted small">{{ method.hint }}</span>
                </th>
                @for (type of types; track type) {
                  <td>
                    <mat-slide-toggle [aria-label]="method.word + ': ' + type" [formField]="settings.methods[method.name][type]" />
                  </td>
                }
              </tr>
            }
          </tbody>
        </table>
      </div>
    </app-setting-card>
  `,
  styles: `
    .hint {
      margin: 4px 0 0 44px;
    }
    .way {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 560;
    }
    .way app-icon {
      inline-size: 18px;
      block-size: 18px;
      color: var(--muted);
    }
    table.plain {
      max-inline-size: 640px;
    }
  `,
})
export class SubscriptionsCard {
  protected readonly settings = inject(SiteEditor).site.subscriptionsSettings;
  protected readonly methods = SUBSCRIPTION_METHODS.map((name) => ({ name, ...METHODS[name] }));
  protected readonly types = SUBSCRIPTION_EVENT_TYPES;
  private readonly sending = httpResource<DeliverySummary>(() => '/api/v4/deliveries/summary');
  /** Known to be so: who is not told sees no warning. */
  protected readonly isWithoutMail = computed(() => this.sending.hasValue() && !this.sending.value().is_mail_configured);
}
