import { DOCUMENT, effect, inject, Service, signal } from '@angular/core';
import type { Preferences } from '../api/session.js';
import { SessionStore } from './session-store.js';

const CACHE_KEY = 'clarion.appearance';
const DEFAULT: Preferences = { theme: 'system', density: 0 };

/** Theme and density: the server's word per user, and a copy in the browser so that the next load starts without a flash. */
@Service()
export class Appearance {
  private readonly session = inject(SessionStore);
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly store = inject(DOCUMENT).defaultView?.localStorage;
  readonly preferences = signal<Preferences>(this.cached());

  constructor() {
    effect(() => {
      const saved = this.session.user()?.preferences;
      if (saved) this.preferences.set(saved);
    });
    effect(() => {
      const { theme, density } = this.preferences();
      this.root.dataset['theme'] = theme;
      this.root.dataset['density'] = String(density);
      this.store?.setItem(CACHE_KEY, JSON.stringify({ theme, density }));
    });
  }

  /** Applies at once; the server keeps it when somebody is signed in. */
  async change(change: Partial<Preferences>): Promise<void> {
    const before = this.preferences();
    const preferences = { ...before, ...change };
    this.preferences.set(preferences);
    if (!this.session.user()) return;
    try {
      await this.session.saveProfile({ preferences });
    } catch (error) {
      this.preferences.set(before);
      throw error;
    }
  }

  private cached(): Preferences {
    try {
      const kept = JSON.parse(this.store?.getItem(CACHE_KEY) ?? 'null') as Partial<Preferences> | null;
      return { ...DEFAULT, ...kept };
    } catch {
      return DEFAULT;
    }
  }
}
