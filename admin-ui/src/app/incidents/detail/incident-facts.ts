import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { IncidentDetail } from '../../api/incidents.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDateTime } from '../../platform/formats.js';
import { SessionStore } from '../../session/session-store.js';
import { CopyButton } from '../../ui/copy-button.js';
import { IMPACT_WORDS } from '../../ui/monitor-impacts/impact-words.js';
import { StatusMark } from '../../ui/status-mark.js';
import { INCIDENT_SOURCE_WORDS, spanWords } from '../incident-words.js';

/** When, for how long, by whom, and what it does to which monitors. Names come from the screen's {@link MonitorNames}. */
@Component({
  selector: 'app-incident-facts',
  imports: [CopyButton, RouterLink, StatusMark],
  templateUrl: './incident-facts.html',
  styleUrl: './incident-facts.scss',
})
export class IncidentFacts {
  readonly incident = input.required<IncidentDetail>();
  private readonly clock = inject(Clock);
  protected readonly names = inject(MonitorNames);
  protected readonly canOpenMonitors = inject(SessionStore).can('monitors.read');
  protected readonly monitors = computed(() =>
    this.incident().monitors.map(({ monitor_tag, impact }) => ({
      tag: monitor_tag,
      name: this.names.of(monitor_tag)?.name ?? monitor_tag,
      impact: IMPACT_WORDS[impact],
      status: impact,
    })),
  );
  protected readonly facts = computed(() => {
    const { incident_source, author, start_date_time, end_date_time, duration_seconds, next_update_at, is_overdue, is_global, monitors } =
      this.incident();
    const now = this.clock.now();
    return [
      { name: 'Started', words: formatDateTime(start_date_time), isLate: false },
      ...(end_date_time === null ? [] : [{ name: 'Over', words: formatDateTime(end_date_time), isLate: false }]),
      { name: end_date_time === null ? 'So far' : 'Lasted', words: spanWords(duration_seconds), isLate: false },
      ...(next_update_at === null
        ? []
        : [
            {
              name: 'Next update by',
              words: `${formatDateTime(next_update_at)}${is_overdue ? `, overdue: it was due ${formatAgo(next_update_at, now)}` : ''}`,
              isLate: is_overdue,
            },
          ]),
      { name: 'Opened', words: openedBy(INCIDENT_SOURCE_WORDS[incident_source], incident_source, author), isLate: false },
      {
        name: 'Shown on',
        words: is_global === 'YES' ? 'every page' : monitors.length > 0 ? 'pages with one of these monitors' : 'no page',
        isLate: false,
      },
    ];
  });
}

const openedBy = (words: string, source: string, author: { name: string } | null): string =>
  source === 'ALERT' ? words : author ? `by ${author.name}${source === 'API' ? ', through the API' : ''}` : `in the ${words}`;
