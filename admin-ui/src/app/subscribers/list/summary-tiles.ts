import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SUBSCRIBER_CHANNELS } from '@clarion/contract';
import { SUBSCRIBER_STATES, type SubscriberSummary } from '../../api/subscribers.js';
import { formatInteger } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { CHANNEL_LOOKS, STATE_LOOKS } from '../subscriber-words.js';
import { writeSubscriberQuery, type SubscriberQuery } from './list-query.js';

/** How many there are in each state and on each channel; each number leads to those it counts. */
@Component({
  selector: 'app-subscriber-tiles',
  imports: [Icon, RouterLink],
  template: `
    @for (group of groups(); track group.name) {
      <ul [attr.aria-label]="group.name">
        @for (tile of group.tiles; track tile.word) {
          <li>
            <a [routerLink]="[]" [queryParams]="tile.to" [class.chosen]="tile.isChosen" [attr.aria-current]="tile.isChosen || null">
              <span class="word"><app-icon [name]="tile.icon" />{{ tile.word }}</span>
              <strong class="num">{{ tile.count }}</strong>
            </a>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 24px;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      max-inline-size: 100%;
    }
    a {
      display: flex;
      flex-direction: column;
      min-inline-size: 108px;
      padding: 8px 14px;
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--card);
      color: var(--text);
      text-decoration: none;

      &:hover {
        border-color: var(--accent);
      }
    }
    .chosen {
      border-color: var(--accent);
      background: var(--accent-container);
    }
    .word {
      display: flex;
      align-items: center;
      gap: 6px;
      color: var(--muted);
      font-size: 0.8125rem;
      white-space: nowrap;
    }
    .chosen .word {
      color: var(--text);
    }
    app-icon {
      inline-size: 16px;
      block-size: 16px;
    }
    strong {
      font-size: 1.25rem;
      font-weight: 600;
    }
    @media (max-width: 719px) {
      ul {
        display: grid;
        grid-template-columns: 1fr 1fr;
        inline-size: 100%;
      }
      a {
        flex-direction: row;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        padding: 6px 12px;
      }
      strong {
        font-size: 0.9375rem;
      }
    }
  `,
})
export class SubscriberTiles {
  readonly summary = input.required<SubscriberSummary>();
  readonly query = input.required<SubscriberQuery>();
  protected readonly groups = computed(() => {
    const { by_state, by_channel } = this.summary();
    const query = this.query();
    const tileOf = (look: (typeof STATE_LOOKS)[keyof typeof STATE_LOOKS], count: number, change: Partial<SubscriberQuery>) => {
      const isChosen = Object.entries(change).every(([name, value]) => query[name as keyof SubscriberQuery] === value);
      const cleared = Object.fromEntries(Object.keys(change).map((name) => [name, null]));
      const to = writeSubscriberQuery({ ...query, pageNumber: 1, ...(isChosen ? cleared : change) });
      return { ...look, isChosen, to, count: formatInteger(count) };
    };
    const channels = SUBSCRIBER_CHANNELS.filter((channel) => (by_channel[channel] ?? 0) > 0);
    return [
      { name: 'By state', tiles: SUBSCRIBER_STATES.map((state) => tileOf(STATE_LOOKS[state], by_state[state] ?? 0, { state })) },
      { name: 'By channel', tiles: channels.map((channel) => tileOf(CHANNEL_LOOKS[channel], by_channel[channel] ?? 0, { channel })) },
    ];
  });
}
