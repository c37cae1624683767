import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, type CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  booleanAttribute,
  Component,
  computed,
  contentChild,
  DOCUMENT,
  inject,
  Injector,
  input,
  output,
  TemplateRef,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '../icon.js';
import { moveWords, stepOf, type Move, type OrderedList } from './moves.js';

type Control = 'handle' | 'up' | 'down';

/**
 * A list that is put into order by dragging, by buttons and with Alt and the arrow keys; things also go to the lists beside it. It changes
 * nothing by itself: whoever uses it applies `moved` (`applyMove`). The template inside draws one row: `<ng-template let-item>`.
 * @see ux C4, Ordering
 */
@Component({
  selector: 'app-reorder',
  imports: [
    CdkDrag,
    CdkDragHandle,
    CdkDropList,
    Icon,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MatTooltip,
    NgTemplateOutlet,
  ],
  templateUrl: './reorder.html',
  styleUrl: './reorder.scss',
  host: { '(keydown)': 'onKey($event)' },
})
export class Reorder {
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  readonly list = input.required<OrderedList>();
  /** All lists in their order, this one among them; empty = it is alone. */
  readonly lists = input<readonly OrderedList[]>([]);
  /** What an item is called, for people who hear it. */
  readonly nameOf = input.required<(item: string) => string>();
  readonly emptyWords = input('Nothing here yet.');
  /** Rows are taller than a line: what moves them stands at their top. */
  readonly isTall = input(false, { transform: booleanAttribute });
  /** Shows the order and changes nothing. */
  readonly disabled = input(false);
  readonly moved = output<Move>();
  protected readonly row = contentChild.required<TemplateRef<unknown>>(TemplateRef);
  private readonly all = computed(() => (this.lists().length === 0 ? [this.list()] : this.lists()));
  protected readonly others = computed(() => this.all().filter(({ id }) => id !== this.list().id));
  protected readonly connected = computed(() => this.others().map(({ id }) => this.dropId(id)));
  protected readonly isFirstList = computed(() => this.all()[0]?.id === this.list().id);
  protected readonly isLastList = computed(() => this.all().at(-1)?.id === this.list().id);

  protected dropId(list: string): string {
    return `reorder-${list}`;
  }

  protected drop({ previousContainer, container, item, previousIndex, currentIndex }: CdkDragDrop<string, string, string>): void {
    if (previousContainer === container && previousIndex === currentIndex) return;
    this.move({ item: item.data, to: container.data, index: currentIndex });
  }

  protected step(item: string, step: -1 | 1, control: Control): void {
    const move = stepOf(this.all(), item, step);
    if (move === null) void this.announcer.announce(step === 1 ? 'It is the last one' : 'It is the first one');
    else this.move(move, control);
  }

  protected moveTo(item: string, { id, items }: OrderedList): void {
    this.move({ item, to: id, index: items.length }, 'handle');
  }

  /** Anywhere in a row; a list within a row has taken its own keys by then. */
  protected onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (step === null || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.disabled() || event.defaultPrevented)
      return;
    const item = (event.target as Element).closest<HTMLElement>('li[data-item]')?.dataset['item'];
    if (item === undefined) return;
    event.preventDefault();
    this.step(item, step, 'handle');
  }

  /** @param control that keeps the focus: an element that moves in the document loses it */
  private move(move: Move, control: Control | null = null): void {
    void this.announcer.announce(moveWords(this.all(), move));
    this.moved.emit(move);
    if (control === null) return;
    afterNextRender(
      () => {
        const rows = this.document.querySelectorAll<HTMLElement>('app-reorder li[data-item]');
        const row = [...rows].find(({ dataset }) => dataset['item'] === move.item);
        row?.querySelector<HTMLElement>(`[data-control=${control}]`)?.focus();
      },
      { injector: this.injector },
    );
  }
}
