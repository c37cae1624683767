import { httpResource } from '@angular/common/http';
import { Component, computed, DOCUMENT, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ApiKeysResponse } from '../api/keys.js';
import { APP_BASE } from '../platform/app-base.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';

const DISMISSED = 'clarion.checklist-dismissed';

/** What is still worth doing after set-up. Gone for good once it is dismissed in this browser. */
@Component({
  selector: 'app-checklist',
  imports: [Icon, MatButton, MatIconButton, RouterLink],
  template: `
    @if (!isDismissed() && canSetUp) {
      <section class="card card-body" aria-labelledby="checklist">
        <div class="head">
          <h2 id="checklist">Finish setting up</h2>
          <span class="muted small num">{{ done() }} of {{ items().length }} done</span>
          <span class="spacer"></span>
          <button matIconButton type="button" aria-label="Dismiss the checklist" (click)="dismiss()"><app-icon name="close" /></button>
        </div>
        <ul>
          @for (item of items(); track item.words) {
            <li [class.done]="item.isDone">
              <span class="box"><app-icon [name]="item.isDone ? 'check' : 'arrowRight'" /></span>
              <span class="words"
                ><strong>{{ item.words }}</strong
                ><span class="muted small">{{ item.why }}</span></span
              >
              @if (item.isDone) {
                <span class="visually-hidden">Done</span>
              } @else if (item.link) {
                <a matButton [routerLink]="item.link" [queryParams]="item.query">{{ item.action }}</a>
              } @else {
                <a matButton target="_blank" rel="noopener" [href]="base">{{ item.action }}</a>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styleUrl: './checklist.scss',
})
export class Checklist {
  readonly hasMonitors = input.required<boolean>();
  private readonly session = inject(SessionStore);
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  protected readonly base = inject(APP_BASE);
  protected readonly isDismissed = signal(this.storage?.getItem(DISMISSED) === 'yes');
  protected readonly canSetUp = this.session.can('monitors.write', 'settings.write');
  private readonly site = httpResource<{ value: unknown }>(() =>
    this.isDismissed() || !this.session.can('settings.read') ? undefined : '/api/v4/site/siteURL',
  );
  private readonly keys = httpResource<ApiKeysResponse>(() =>
    this.isDismissed() || !this.session.can('api_keys.read') ? undefined : '/api/v4/api-keys',
  );

  protected readonly items = computed(() => [
    {
      words: 'Watch something',
      why: 'One website, API or job is enough to start.',
      isDone: this.hasMonitors(),
      link: '/manage/monitors/new',
      query: {},
      action: 'New monitor',
    },
    {
      words: 'Public address',
      why: 'Readers and feeds need an address they can reach from outside.',
      isDone: this.site.hasValue() && isPublic(String(this.site.value().value)),
      link: '/manage/setup',
      query: { step: 'site' },
      action: 'Set address',
    },
    {
      words: 'API key',
      why: 'For scripts and deployments that report their own status.',
      isDone: this.keys.hasValue() && this.keys.value().api_keys.length > 0,
      link: '/manage/api-keys',
      query: {},
      action: 'Create key',
    },
    {
      words: 'Look at your status page',
      why: 'This is what everybody else sees.',
      isDone: false,
      link: null,
      query: {},
      action: 'Open page',
    },
  ]);
  protected readonly done = computed(() => this.items().filter(({ isDone }) => isDone).length);

  protected dismiss(): void {
    this.storage?.setItem(DISMISSED, 'yes');
    this.isDismissed.set(true);
  }
}

/** An address that others than this machine can reach. */
export function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname !== 'localhost' && !hostname.startsWith('127.') && hostname !== '[::1]' && !hostname.endsWith('.local');
}
