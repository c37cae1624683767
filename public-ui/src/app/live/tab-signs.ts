import { factsOf } from '@clarion/i18n';
import { DOCUMENT, effect, inject, Injector, Service, untracked } from '@angular/core';

import { Browser } from '../chrome/browser';
import { SnapshotStore } from '../state/snapshot-store';
import { Dictionaries } from '../text/dictionaries';
import { Texts } from '../text/texts';
import { Announcer } from './announcer';
import { faviconOf } from './favicon';
import { Freshness } from './freshness';
import { pageTitle } from './page-title';

/** Carries the state to where Angular does not draw: title, icon, attributes of `<html>`, the spoken region. */
@Service()
export class TabSigns {
  private readonly document = inject(DOCUMENT);
  private readonly browser = inject(Browser);
  private readonly store = inject(SnapshotStore);
  private readonly freshness = inject(Freshness);
  private readonly texts = inject(Texts);
  private readonly dictionaries = inject(Dictionaries);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);

  start(): void {
    const options = { injector: this.injector };
    const { dataset } = this.browser.root();
    dataset['awake'] = '';
    this.announcer.learn(this.store.snapshot());

    effect(() => {
      const locale = this.store.locale();
      const root = this.browser.root();
      root.lang = locale;
      root.dir = factsOf(locale).direction;
    }, options);

    effect(() => {
      this.dictionaries.revision();
      const snapshot = this.store.snapshot();
      const isStale = this.freshness.age() === 'stale';
      this.document.title = pageTitle(snapshot, isStale);
      const icon = this.document.getElementById('favicon');
      const address = faviconOf(snapshot, isStale);
      if (icon && icon.getAttribute('href') !== address) icon.setAttribute('href', address);
    }, options);

    effect(() => {
      const snapshot = this.store.snapshot();
      untracked(() => this.announcer.compare(snapshot));
    }, options);

    effect(() => {
      const age = this.freshness.age();
      const isOnline = this.freshness.isOnline();
      const before = dataset['age'];
      dataset['age'] = age;
      if (isOnline) delete dataset['offline'];
      else dataset['offline'] = '';
      const time = untracked(() => this.freshness.confirmedTime());
      if (!isOnline) this.announcer.note(this.texts.say('freshness.offline', { time }));
      else if (age === 'paused' && before === 'fresh') this.announcer.note(this.texts.say('freshness.pausedAt', { time }));
    }, options);
  }
}
