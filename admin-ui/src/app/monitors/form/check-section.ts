import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { MonitorType } from '@clarion/contract';
import { TYPE_WORDS } from '../../platform/status-words.js';
import { Icon } from '../../ui/icon.js';
import type { IconName } from '../../ui/icon-paths.js';
import { ApiCheck } from './api-check.js';
import { CronField } from './cron-field.js';
import { HeartbeatCheck } from './heartbeat-check.js';
import type { MonitorDraft } from './monitor-draft.js';
import { NoneCheck } from './none-check.js';
import type { ScheduleWords } from './schedule-words.js';

const TYPES: readonly { type: MonitorType; icon: IconName; words: string }[] = [
  { type: 'API', icon: 'globe', words: 'Requests an address and judges the answer.' },
  { type: 'HEARTBEAT', icon: 'heart', words: 'Waits for your job or device to call in.' },
  { type: 'NONE', icon: 'hand', words: 'Checks nothing; you set its status by hand.' },
];

/** What is checked and how often. */
@Component({
  selector: 'app-check-section',
  imports: [ApiCheck, CronField, FormField, HeartbeatCheck, Icon, MatRadioButton, MatRadioGroup, NoneCheck],
  templateUrl: './check-section.html',
  styleUrl: './check-section.scss',
})
export class CheckSection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  /** Absent = a new monitor. */
  readonly tag = input<string>();
  readonly schedule = input.required<ScheduleWords | null>();
  protected readonly types = TYPES;
  protected readonly type = computed(() => this.monitor().type().value());
  protected readonly isEditable = computed(() => TYPES.some(({ type }) => type === this.type()));
  protected readonly typeWords = TYPE_WORDS;
  protected readonly intervalSeconds = computed(() => {
    const schedule = this.schedule();
    return schedule?.ok ? schedule.intervalSeconds : null;
  });

  /** A job that never called in is grey, not green, unless somebody says otherwise. */
  protected choose(type: MonitorType): void {
    const status = this.monitor().defaultStatus();
    if (this.tag() === undefined && !status.dirty()) status.value.set(type === 'HEARTBEAT' ? 'NO_DATA' : 'UP');
  }
}
