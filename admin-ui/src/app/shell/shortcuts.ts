import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { Permission } from '@clarion/contract';
import { SessionStore } from '../session/session-store.js';
import { visibleNavigation } from './nav-items.js';

const SEQUENCE_MS = 1_200;

interface NewScreen {
  path: string;
  permission: Permission;
}
const NEW_MONITOR: NewScreen = { path: '/manage/monitors/new', permission: 'monitors.write' };
/** Where `n` leads from the screens of an area. */
const NEW_SCREENS: readonly (NewScreen & { under: string })[] = [
  { under: '/manage/incidents', path: '/manage/incidents/new', permission: 'incidents.write' },
  { under: '/manage/maintenances', path: '/manage/maintenances/new', permission: 'maintenances.write' },
  { under: '/manage/alerts/triggers', path: '/manage/alerts/triggers/new', permission: 'triggers.write' },
  { under: '/manage/alerts', path: '/manage/alerts/new', permission: 'alerts.write' },
  { under: '/manage/subscribers', path: '/manage/subscribers?add=yes', permission: 'subscribers.write' },
  { under: '/manage/pages', path: '/manage/pages/new', permission: 'pages.write' },
  { under: '/manage/calendar', path: '/manage/maintenances/new', permission: 'maintenances.write' },
];

/** Keys that work everywhere in the dashboard: the palette always, single keys while nothing is being typed. */
@Service()
export class Shortcuts {
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private goPressedAt = -Infinity;

  onKey(event: KeyboardEvent): void {
    if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void this.openPalette();
      return;
    }
    if (
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.altKey ||
      isTyping(event.target) ||
      this.dialog.openDialogs.length > 0
    )
      return;
    if (this.single(event)) event.preventDefault();
  }

  /** Fetches the palette before it is asked for: letters typed right after the shortcut must not get lost. */
  async preload(): Promise<void> {
    await import('./palette/palette.js');
  }

  async openPalette(): Promise<void> {
    if (this.dialog.openDialogs.some(({ id }) => id === 'palette')) return;
    const { Palette } = await import('./palette/palette.js');
    this.dialog.open(Palette, {
      id: 'palette',
      ariaLabel: 'Search and commands',
      position: { top: '12vh' },
      width: '620px',
      maxWidth: 'calc(100vw - 24px)',
      panelClass: 'palette-panel',
      // Letters typed right after the shortcut belong to the field: no animation keeps the focus from it.
      enterAnimationDuration: 0,
      autoFocus: 'input',
    });
  }

  async showHelp(): Promise<void> {
    const { ShortcutsDialog } = await import('./shortcuts-dialog.js');
    this.dialog.open(ShortcutsDialog, { width: '460px' });
  }

  /** @returns true when the key meant something. */
  private single(event: KeyboardEvent): boolean {
    if (event.timeStamp - this.goPressedAt < SEQUENCE_MS) {
      this.goPressedAt = -Infinity;
      const area = visibleNavigation((permission) => this.session.can(permission))
        .flatMap(({ items }) => items)
        .find(({ key }) => key === event.key);
      if (area) void this.router.navigateByUrl(area.path);
      return area !== undefined;
    }
    switch (event.key) {
      case 'g':
        this.goPressedAt = event.timeStamp;
        return true;
      case '?':
        void this.showHelp();
        return true;
      case '/':
        return this.focusSearch(event.target);
      case 'n':
        return this.openNew();
      default:
        return false;
    }
  }

  /** A new one of what the screen is about; a monitor everywhere else. */
  private openNew(): boolean {
    const { path, permission } = NEW_SCREENS.find(({ under }) => this.router.url.startsWith(under)) ?? NEW_MONITOR;
    if (!this.session.can(permission)) return false;
    void this.router.navigateByUrl(path);
    return true;
  }

  /** The search field of the screen, or the palette where there is none. */
  private focusSearch(target: EventTarget | null): boolean {
    const field = target instanceof Node ? target.ownerDocument?.querySelector<HTMLInputElement>('input[data-search]') : null;
    if (field) {
      field.focus();
      field.select();
    } else {
      void this.openPalette();
    }
    return true;
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [role=combobox]')
  );
}
