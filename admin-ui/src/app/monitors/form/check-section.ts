import { Component, computed, input, linkedSignal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { MonitorType } from '@clarion/contract';
import { TYPE_WORDS } from '../../platform/status-words.js';
import { Icon } from '../../ui/icon.js';
import { CronField } from './cron-field.js';
import { focusLater } from './fields/focus-later.js';
import type { MonitorDraft } from './monitor-draft.js';
import { isScheduleOptional } from './monitor-rules.js';
import type { ScheduleWords } from './schedule-words.js';
import { TYPE_CHOICES } from './type-choices.js';
import { ApiCheck } from './types/api/api-check.js';
import { DnsCheck } from './types/dns/dns-check.js';
import { GamedigCheck } from './types/gamedig/gamedig-check.js';
import { GroupCheck } from './types/group/group-check.js';
import { GrpcCheck } from './types/grpc/grpc-check.js';
import { HeartbeatCheck } from './types/heartbeat/heartbeat-check.js';
import { NoneCheck } from './types/none/none-check.js';
import { PingCheck } from './types/ping/ping-check.js';
import { SqlCheck } from './types/sql/sql-check.js';
import { SslCheck } from './types/ssl/ssl-check.js';
import { TcpCheck } from './types/tcp/tcp-check.js';

/** What is checked and how often. */
@Component({
  selector: 'app-check-section',
  imports: [
    ApiCheck,
    CronField,
    DnsCheck,
    FormField,
    GamedigCheck,
    GroupCheck,
    GrpcCheck,
    HeartbeatCheck,
    Icon,
    MatButton,
    MatRadioButton,
    MatRadioGroup,
    NoneCheck,
    PingCheck,
    SqlCheck,
    SslCheck,
    TcpCheck,
  ],
  templateUrl: './check-section.html',
  styleUrl: './check-section.scss',
})
export class CheckSection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  /** Absent = a new monitor. */
  readonly tag = input<string>();
  readonly schedule = input.required<ScheduleWords | null>();
  private readonly focus = focusLater();
  protected readonly choices = TYPE_CHOICES;
  protected readonly typeWords = TYPE_WORDS;
  protected readonly type = computed(() => this.monitor().type().value());
  protected readonly choice = computed(() => TYPE_CHOICES.find(({ type }) => type === this.type())!);
  /** A stored monitor rarely becomes another kind: its choices wait behind a button. */
  protected readonly isChoosing = linkedSignal(() => this.tag() === undefined);
  protected readonly isScheduleOptional = computed(() => isScheduleOptional(this.type()));
  protected readonly intervalSeconds = computed(() => {
    const schedule = this.schedule();
    return schedule?.ok ? schedule.intervalSeconds : null;
  });

  protected showChoices(): void {
    this.isChoosing.set(true);
    this.focus((host) => host.querySelector<HTMLElement>('.types input:checked'));
  }

  /** Defaults of the new type, as long as nobody chose otherwise. */
  protected choose(type: MonitorType): void {
    if (this.tag() !== undefined) return;
    const { defaultStatus, cron } = this.monitor();
    // A job that never called in is grey, not green.
    if (!defaultStatus().dirty()) defaultStatus().value.set(type === 'HEARTBEAT' ? 'NO_DATA' : 'UP');
    // A certificate does not change by the minute.
    if (!cron().dirty()) cron().value.set(type === 'SSL' ? '0 * * * *' : '* * * * *');
  }
}
