import { Component, computed, inject, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import type { Preferences } from '../api/session.js';
import { toProblem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { Appearance } from '../session/appearance.js';
import { SessionStore } from '../session/session-store.js';
import { Icon } from '../ui/icon.js';
import type { IconName } from '../ui/icon-paths.js';

const THEMES: readonly { value: Preferences['theme']; label: string; icon: IconName }[] = [
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
  { value: 'system', label: 'Same as the system', icon: 'system' },
];
const DENSITIES: readonly { value: Preferences['density']; label: string }[] = [
  { value: 0, label: 'Comfortable' },
  { value: -1, label: 'Compact' },
  { value: -2, label: 'Dense' },
];

/** Who is signed in, how the dashboard looks, and the way out. */
@Component({
  selector: 'app-account-menu',
  imports: [Icon, MatDivider, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  template: `
    <button matIconButton type="button" class="avatar" [attr.aria-label]="'Account menu of ' + name()" [matMenuTriggerFor]="menu">
      <span [attr.data-initials]="initials()"></span>
    </button>
    <mat-menu #menu>
      <div class="who" role="presentation">
        <strong class="ellipsis">{{ name() }}</strong>
        <span class="muted small ellipsis">{{ email() }}</span>
      </div>
      <mat-divider />
      <a mat-menu-item routerLink="/manage/account"><app-icon matMenuItemIcon name="person" /><span>Account</span></a>
      <button mat-menu-item type="button" [matMenuTriggerFor]="theme"><app-icon matMenuItemIcon name="sun" /><span>Theme</span></button>
      <button mat-menu-item type="button" [matMenuTriggerFor]="density">
        <app-icon matMenuItemIcon name="density" /><span>Density</span>
      </button>
      <button mat-menu-item type="button" (click)="showShortcuts.emit()">
        <app-icon matMenuItemIcon name="keyboard" /><span>Keyboard shortcuts</span>
      </button>
      <mat-divider />
      <a mat-menu-item routerLink="/account/signout"><app-icon matMenuItemIcon name="signOut" /><span>Sign out</span></a>
    </mat-menu>
    <mat-menu #theme>
      @for (option of themes; track option.value) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="preferences().theme === option.value"
          (click)="change({ theme: option.value })"
        >
          <app-icon matMenuItemIcon [name]="preferences().theme === option.value ? 'check' : option.icon" /><span>{{ option.label }}</span>
        </button>
      }
    </mat-menu>
    <mat-menu #density>
      @for (option of densities; track option.value) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="preferences().density === option.value"
          (click)="change({ density: option.value })"
        >
          <app-icon matMenuItemIcon [name]="preferences().density === option.value ? 'check' : 'density'" /><span>{{ option.label }}</span>
        </button>
      }
    </mat-menu>
  `,
  styles: `
    .avatar span::before {
      content: attr(data-initials);
      display: grid;
      place-items: center;
      inline-size: 32px;
      block-size: 32px;
      margin: -4px;
      border-radius: 50%;
      background: var(--accent-container);
      color: var(--accent);
      font-size: 0.8125rem;
      font-weight: 620;
    }
    .who {
      display: flex;
      flex-direction: column;
      max-inline-size: 260px;
      padding: 6px 16px 12px;
      line-height: 1.4;
    }
  `,
})
export class AccountMenu {
  readonly showShortcuts = output();
  private readonly session = inject(SessionStore);
  private readonly appearance = inject(Appearance);
  private readonly toasts = inject(Toasts);
  protected readonly themes = THEMES;
  protected readonly densities = DENSITIES;
  protected readonly preferences = this.appearance.preferences;
  protected readonly name = computed(() => this.session.user()?.name ?? '');
  protected readonly email = computed(() => this.session.user()?.email ?? '');
  protected readonly initials = computed(() => {
    const words = this.name().trim().split(/\s+/);
    return [words.at(0), words.length > 1 ? words.at(-1) : '']
      .map((word) => word?.charAt(0) ?? '')
      .join('')
      .toUpperCase();
  });

  protected async change(preferences: Partial<Preferences>): Promise<void> {
    await this.appearance.change(preferences).catch((error: unknown) => this.toasts.say(`Not saved: ${toProblem(error).message}`));
  }
}
