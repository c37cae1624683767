import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { button, settle, textOf } from '../../../testing/builders.js';
import { applyMove, type Move, type OrderedList } from './moves.js';
import { Reorder } from './reorder.js';

@Component({
  imports: [Reorder],
  template: `
    @for (list of lists(); track list.id) {
      <app-reorder [list]="list" [lists]="lists()" [nameOf]="nameOf" [disabled]="disabled()" (moved)="move($event)">
        <ng-template let-item>{{ nameOf(item) }}</ng-template>
      </app-reorder>
    }
  `,
})
class Host {
  readonly lists = signal<OrderedList[]>([
    { id: 'none', label: 'No section', items: ['a', 'b'] },
    { id: 'shop', label: 'Shop', items: ['c'] },
  ]);
  readonly disabled = signal(false);
  readonly nameOf = (item: string) => `Monitor ${item}`;
  move(move: Move): void {
    this.lists.update((lists) => applyMove(lists, move));
  }
}

describe('Reorder', () => {
  let host: HTMLElement;
  let screen: Host;
  let said: string[];
  const order = () => screen.lists().map(({ items }) => items.join(''));
  const rows = () => [...host.querySelectorAll('ul')].map((list) => [...list.querySelectorAll('.content')].map(textOf));
  const focused = () => document.activeElement?.getAttribute('aria-label');
  const press = async (words: string) => {
    button(document, words).click();
    await settle();
  };
  const key = async (element: Element, init: KeyboardEventInit) => {
    element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    await settle();
  };
  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [{ provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
    said = [];
    vi.spyOn(TestBed.inject(LiveAnnouncer), 'announce').mockImplementation((words) => Promise.resolve(void said.push(String(words))));
    const fixture = TestBed.createComponent(Host);
    screen = fixture.componentInstance;
    host = fixture.nativeElement as HTMLElement;
    document.body.append(host);
    await settle();
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('moves by buttons, says where to, and keeps the focus on the button', async () => {
    button(host, 'Move Monitor b up').focus();
    await press('Move Monitor b up');
    expect([order(), said]).toEqual([['ba', 'c'], ['Moved to position 1 of 2']]);
    expect(rows()[0]).toEqual(['Monitor b', 'Monitor a']);
    expect(focused()).toBe('Move Monitor b up');
  });

  it('moves with Alt and the arrows, from one list into the next', async () => {
    await key(button(host, 'Move Monitor b, position 2 of 2'), { key: 'ArrowDown', altKey: true });
    expect([order(), said]).toEqual([['a', 'bc'], ['Moved to position 1 of 2 in Shop']]);
    expect(focused()).toBe('Move Monitor b, position 1 of 2');
    await key(document.activeElement!, { key: 'ArrowDown' });
    expect(order()).toEqual(['a', 'bc']);
    await key(button(host, 'Move Monitor c, position 2 of 2'), { key: 'ArrowDown', altKey: true });
    expect(said.at(-1)).toBe('It is the last one');
  });

  it('moves to a list by its name', async () => {
    await press('Move Monitor a to another list');
    await press('Shop');
    expect(order()).toEqual(['b', 'ca']);
    expect(said).toEqual(['Moved to position 2 of 2 in Shop']);
  });

  it('offers nothing to who may only look', async () => {
    screen.disabled.set(true);
    await settle();
    expect(host.querySelectorAll('button')).toHaveLength(0);
    expect(rows()).toEqual([['Monitor a', 'Monitor b'], ['Monitor c']]);
  });
});
