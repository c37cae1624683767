import { Component, computed, input } from '@angular/core';
import type { Status } from '@clarion/contract';
import { translate } from '@clarion/i18n';
import type { DryRun } from '../api/maintenances.js';
import { formatInteger } from '../platform/formats.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { StatusMark } from '../ui/status-mark.js';

const CHANNELS = [
  ['email', 'by e-mail'],
  ['webhook', 'by webhook'],
  ['slack', 'in Slack'],
  ['discord', 'in Discord'],
] as const;

/** What a change would do: to the pages, to the monitors, and who would be told. Comes from a dry run, so it is what the server would do. */
@Component({
  selector: 'app-change-preview',
  imports: [StatusMark],
  template: `
    <dl>
      <div>
        <dt>Public pages</dt>
        @for (line of banners(); track line.page) {
          <dd>
            {{ line.page }}: <s class="muted">{{ line.before }}</s> becomes <strong>{{ line.after }}</strong>
          </dd>
        } @empty {
          <dd class="muted">Their headline stays as it is.</dd>
        }
      </div>
      <div>
        <dt>Monitors</dt>
        @for (line of monitors(); track line.tag) {
          <dd class="monitor">
            <app-status-mark [status]="line.status" [iconOnly]="true" /><span
              ><span class="mono">{{ line.tag }}</span> {{ line.words }}</span
            >
          </dd>
        } @empty {
          <dd class="muted">None changes now.</dd>
        }
      </div>
      <div>
        <dt>Told now</dt>
        <dd>{{ told() }}</dd>
      </div>
    </dl>
  `,
  styles: `
    dl {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
    dt {
      color: var(--muted);
      font-size: 0.8125rem;
    }
    dd {
      overflow-wrap: anywhere;
    }
    strong {
      font-weight: 600;
    }
    .monitor {
      display: flex;
      align-items: flex-start;
      gap: 8px;
    }
    app-status-mark {
      margin-block-start: 2px;
    }
  `,
})
export class ChangePreview {
  readonly dryRun = input.required<DryRun>();

  protected readonly banners = computed(() =>
    this.dryRun()
      .banner.filter(({ before, after }) => before.key !== after.key)
      .map(({ page_path, before, after }) => ({
        page: page_path === '~home' ? 'Home page' : page_path,
        before: translate('en', `banner.${before.key}`),
        after: translate('en', `banner.${after.key}`),
      })),
  );
  protected readonly monitors = computed(() =>
    this.dryRun()
      .monitors.filter((each) => each.status_before !== each.status_after || each.uptime_30d_before !== each.uptime_30d_after)
      .map(({ monitor_tag, status_before, status_after, uptime_30d_before, uptime_30d_after }) => ({
        tag: monitor_tag,
        status: status_after,
        words: [statusWords(status_before, status_after), uptimeWords(uptime_30d_before, uptime_30d_after)].filter(Boolean).join(', '),
      })),
  );
  protected readonly told = computed(() => {
    const { recipients } = this.dryRun();
    const parts = CHANNELS.filter(([channel]) => recipients[channel] > 0).map(
      ([channel, words]) => `${formatInteger(recipients[channel])} ${words}`,
    );
    return parts.length === 0 ? 'Nobody' : parts.join(', ');
  });
}

const statusWords = (before: Status, after: Status): string =>
  before === after ? '' : `${STATUS_WORDS[before].toLowerCase()} → ${STATUS_WORDS[after].toLowerCase()}`;

const uptimeWords = (before: string | null, after: string | null): string =>
  before === after ? '' : `30-day uptime ${percent(before)} → ${percent(after)}`;

const percent = (text: string | null): string => (text === null ? 'no data' : `${text} %`);
