import { DOCUMENT, inject, Service } from '@angular/core';
import { SessionStore } from '../session/session-store.js';
import { APP_BASE } from './app-base.js';

/** Something that was being typed, and when. */
export interface LocalDraft<T> {
  value: T;
  /** Unix seconds. */
  savedAt: number;
}

/**
 * What a person was typing, kept in this browser in case the tab or the connection goes. Every person and every installation under one
 * origin have their own.
 */
@Service()
export class LocalDrafts {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;
  private readonly base = inject(APP_BASE);
  private readonly session = inject(SessionStore);

  keep<T>(name: string, value: T): void {
    const draft: LocalDraft<T> = { value, savedAt: Math.floor(Date.now() / 1000) };
    try {
      this.storage?.setItem(this.keyOf(name), JSON.stringify(draft));
    } catch {
      // A full or locked storage: the server keeps what can be kept.
    }
  }

  /** @param isWhole whether what was found still has the shape that is wanted; another version may have written it */
  find<T>(name: string, isWhole: (value: unknown) => value is T): LocalDraft<T> | null {
    const text = this.storage?.getItem(this.keyOf(name)) ?? null;
    if (text === null) return null;
    try {
      const draft = JSON.parse(text) as Partial<LocalDraft<unknown>> | null;
      return draft !== null && typeof draft.savedAt === 'number' && isWhole(draft.value)
        ? { value: draft.value, savedAt: draft.savedAt }
        : null;
    } catch {
      return null;
    }
  }

  drop(name: string): void {
    this.storage?.removeItem(this.keyOf(name));
  }

  private keyOf(name: string): string {
    return `clarion.draft:${this.base}:${this.session.user()?.id ?? 0}:${name}`;
  }
}
