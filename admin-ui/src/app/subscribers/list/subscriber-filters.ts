import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { SUBSCRIBER_CHANNELS, SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { MonitorState } from '../../api/monitors.js';
import { SUBSCRIBER_STATES } from '../../api/subscribers.js';
import { SessionStore } from '../../session/session-store.js';
import type { Filter } from '../../ui/filters/filters.js';
import { PickMonitorDialog } from '../../ui/pick-monitor-dialog.js';
import { ScopeNamesStore } from '../scope-names-store.js';
import { CHANNEL_LOOKS, STATE_LOOKS, TYPE_WORDS } from '../subscriber-words.js';
import type { SubscriberQuery } from './list-query.js';

type Change = (change: Partial<SubscriberQuery>) => unknown;

/** The menus that narrow the list of subscribers. Pages and monitors are offered to who may read them. */
@Service({ autoProvided: false })
export class SubscriberFilters {
  private readonly dialog = inject(MatDialog);
  private readonly names = inject(ScopeNamesStore);
  private readonly canReadMonitors = inject(SessionStore).can('monitors.read');

  of({ channel, state, type, page, monitor }: SubscriberQuery, change: Change): Filter[] {
    const pick = (chosen: Partial<SubscriberQuery>) => () => change(chosen);
    const filters: Filter[] = [
      {
        name: 'Channel',
        chosen: channel && CHANNEL_LOOKS[channel].word,
        options: SUBSCRIBER_CHANNELS.map((value) => ({ label: CHANNEL_LOOKS[value].word, pick: pick({ channel: value }) })),
        clear: pick({ channel: null }),
      },
      {
        name: 'State',
        chosen: state && STATE_LOOKS[state].word,
        options: SUBSCRIBER_STATES.map((value) => ({ label: STATE_LOOKS[value].word, pick: pick({ state: value }) })),
        clear: pick({ state: null }),
      },
      {
        name: 'Hears about',
        chosen: type && TYPE_WORDS[type],
        options: SUBSCRIPTION_EVENT_TYPES.map((value) => ({ label: TYPE_WORDS[value], pick: pick({ type: value }) })),
        clear: pick({ type: null }),
      },
    ];
    const pages = this.names.pages();
    if (pages.length > 0 || page !== null)
      filters.push({
        name: 'Page',
        chosen: page && (this.names.page(page) ?? page),
        options: pages.map(({ page_path, page_title }) => ({ label: page_title, pick: pick({ page: page_path }) })),
        clear: pick({ page: null }),
      });
    if (this.canReadMonitors || monitor !== null)
      filters.push({
        name: 'Monitor',
        chosen: monitor,
        options: [{ label: 'Choose a monitor…', pick: () => this.chooseMonitor(change) }],
        clear: pick({ monitor: null }),
      });
    return filters;
  }

  private async chooseMonitor(change: Change): Promise<void> {
    const data = 'Subscribers of which monitor?';
    const dialog = this.dialog.open<PickMonitorDialog, string, MonitorState>(PickMonitorDialog, { width: '480px', data });
    const monitor = await firstValueFrom(dialog.afterClosed());
    if (monitor) change({ monitor: monitor.tag });
  }
}
