import { afterNextRender, Component, computed, type ElementRef, inject, Injector, input, output, signal, viewChild } from '@angular/core';

import type { Scope } from '../chrome/subscribing';
import { Texts } from '../text/texts';
import { PageOutlines } from './page-outlines';
import { includes, isCovered, isSame, linesOf, type ScopeLine, toggled } from './scope-list';

/** Picks pages, sections and services. What is picked already stays picked where this list does not have it, such as an incident. */
@Component({
  selector: 'app-scope-picker',
  templateUrl: './scope-picker.html',
})
export class ScopePicker {
  protected readonly texts = inject(Texts);
  protected readonly outlines = inject(PageOutlines);

  readonly scopes = input.required<readonly Scope[]>();
  readonly scopesChange = output<readonly Scope[]>();

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly query = signal('');
  private readonly lines = computed(() => linesOf(this.outlines.pages()));
  protected readonly services = computed(
    () => new Set(this.lines().flatMap(({ scope }) => (scope.type === 'monitor' ? [scope.monitor_tag] : []))).size,
  );
  protected readonly shown = computed(() => {
    const words = this.query().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return this.lines()
      .filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)))
      .map((line) => {
        const covered = isCovered(line, this.scopes());
        return { line, text: this.wordsOf(line), isCovered: covered, isOn: covered || includes(this.scopes(), line.scope) };
      });
  });

  constructor() {
    // What is picked already may stand far down a long list.
    const injector = inject(Injector);
    void this.outlines.load().then(() => afterNextRender(() => this.showPicked(), { injector }));
  }

  protected toggle(line: ScopeLine): void {
    this.scopesChange.emit(toggled(line, this.scopes(), this.lines()));
  }

  /** Incidents, and what stands on no page any more. */
  protected readonly others = computed(() =>
    this.outlines.isLoaded() ? this.scopes().filter((scope) => !this.lines().some((line) => isSame(line.scope, scope))) : [],
  );

  protected nameOf(scope: Scope): string {
    if (scope.type === 'incident') return this.texts.say('incident.number', { id: String(scope.incident_id) });
    return scope.type === 'monitor' ? scope.monitor_tag : scope.type === 'page' ? scope.page_path : String(scope.section_id);
  }

  protected drop(scope: Scope): void {
    this.scopesChange.emit(this.scopes().filter((each) => !isSame(each, scope)));
  }

  private showPicked(): void {
    const list = this.list().nativeElement;
    const picked = list.querySelector<HTMLElement>('li:has(:checked)');
    if (picked !== null) list.scrollTop = picked.offsetTop;
  }

  private wordsOf({ kind, name }: ScopeLine): string {
    if (kind === 'page') return this.texts.say('subscribe.wholePage', { page: name });
    return kind === 'section' ? this.texts.say('subscribe.wholeSection', { section: name }) : name;
  }
}
