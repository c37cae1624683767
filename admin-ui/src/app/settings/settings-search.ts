import { computed, Service, signal } from '@angular/core';
import { cardsFor, type SettingsArea } from './cards.js';

/** Which cards of a screen are on it. */
@Service()
export class SettingsSearch {
  readonly area = signal<SettingsArea>('settings');
  readonly query = signal('');
  readonly cards = computed(() => cardsFor(this.area(), this.query()));
  private readonly ids = computed(() => new Set(this.cards().map(({ id }) => id)));

  shows(id: string): boolean {
    return this.ids().has(id);
  }
}
