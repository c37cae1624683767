import type { SubscriptionEventType } from '@clarion/contract';
import { Component, computed, inject, input, model } from '@angular/core';

import { PreferenceStore } from '../chrome/preference-store';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import type { Chosen } from './chosen';
import { ScopePicker } from './scope-picker';

/** What to hear of, of which services, in which language and on whose clocks. */
@Component({
  selector: 'app-choices-form',
  imports: [ScopePicker],
  templateUrl: './choices-form.html',
})
export class ChoicesForm {
  protected readonly texts = inject(Texts);
  protected readonly preferences = inject(PreferenceStore);
  private readonly store = inject(SnapshotStore);

  readonly chosen = model.required<Chosen>();
  /** Kinds of news to choose from. */
  readonly offered = input.required<readonly SubscriptionEventType[]>();
  /** Somebody tried to go on with it: what is missing is said. */
  readonly isTried = input(false);
  /** No kind of news is a choice as well. */
  readonly mayBeNothing = input(false);

  protected readonly types = computed(() => {
    const words = { incidents: this.texts.say('sharing.incidents'), maintenances: this.texts.say('sharing.maintenances') };
    return this.offered().map((type) => ({ type, word: words[type], isOn: this.chosen()[type] }));
  });
  protected readonly isTypeMissing = computed(() => this.isTried() && !this.mayBeNothing() && !this.types().some(({ isOn }) => isOn));
  protected readonly isScopeMissing = computed(() => this.isTried() && !this.chosen().isEverything && this.chosen().scopes.length === 0);
  protected readonly locales = computed(() => this.preferences.locales());
  protected readonly zones = computed(() => {
    const current = this.chosen().timeZone;
    const all = this.preferences.zones();
    return all.some(({ zone }) => zone === current) ? all : [{ zone: current, label: current }, ...all];
  });
  protected readonly locale = computed(() => this.chosen().locale || this.store.locale());

  protected set<Name extends keyof Chosen>(name: Name, value: Chosen[Name]): void {
    this.chosen.update((chosen) => ({ ...chosen, [name]: value }));
  }
}
