import { Component, computed, input } from '@angular/core';
import { MatExpansionModule } from '@angular/material/expansion';
import { STATUSES } from '@clarion/contract';
import type { CheckFindings, MonitorTest } from '../api/monitors.js';
import { formatMs } from '../platform/formats.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { StatusMark } from '../ui/status-mark.js';

const STRETCHES = [
  ['dns', 'DNS lookup', 'dns_ms'],
  ['connect', 'TCP connect', 'connect_ms'],
  ['tls', 'TLS handshake', 'tls_ms'],
  ['wait', 'Waiting for the first byte', 'first_byte_ms'],
] as const;

const STATUS_FIRST = new RegExp(`^(${STATUSES.join('|')}): `);
/** A word as it begins a sentence; names, such as those of hosts, stay as they are. */
const sentence = (text: string): string => (/^[a-z]+(?=[ ,]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/** What one run of a check found: verdict in words, where the time went, headers and the start of the body. */
@Component({
  selector: 'app-test-result',
  imports: [MatExpansionModule, StatusMark],
  templateUrl: './test-result.html',
  styleUrl: './test-result.scss',
})
export class TestResult {
  /** Without a latency it is not a test, but what a check that counts had found. */
  readonly test = input.required<CheckFindings & Partial<Pick<MonitorTest, 'latency'>>>();
  protected readonly formatMs = formatMs;

  /** Why, without the status: its mark stands above. */
  protected readonly verdict = computed(() => sentence(this.test().verdict.replace(STATUS_FIRST, '')));

  /** Stretches of the check in order, each with its share of the whole. What is left is the download, where something is downloaded. */
  protected readonly stretches = computed(() => {
    const { timings, http } = this.test();
    if (!timings?.total_ms) return [];
    const known = STRETCHES.map(([id, label, key]) => ({ id: id as string, label: label as string, ms: timings[key] ?? 0 }));
    const rest = Math.max(0, timings.total_ms - known.reduce((sum, { ms }) => sum + ms, 0));
    const total = Math.max(timings.total_ms, 1);
    const isAllThereIs = known.every(({ ms }) => ms === 0);
    const restWords = http !== null ? 'Download' : isAllThereIs ? 'Whole check' : 'The rest of the check';
    return [...known, { id: 'rest', label: restWords, ms: rest }]
      .filter(({ ms }) => ms > 0)
      .map((stretch) => ({ ...stretch, share: (100 * stretch.ms) / total }));
  });
  protected readonly spoken = computed(() =>
    this.stretches()
      .map(({ label, ms }) => `${label} ${formatMs(ms)}`)
      .join(', '),
  );
  /** What came back, for those who may read it. */
  protected readonly answer = computed(() => {
    const { headers, body_excerpt } = this.test().http ?? {};
    return headers == null || body_excerpt == null ? null : { headers, body_excerpt };
  });
  protected readonly isForEditors = computed(() => this.test().http !== null && this.answer() === null);
  protected readonly wouldRecord = computed(() => {
    const { status, latency } = this.test();
    return latency === undefined ? null : `Would record: ${STATUS_WORDS[status]}, ${formatMs(latency)}`;
  });
}
