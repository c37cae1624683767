import { Component, computed, input } from '@angular/core';
import { MatExpansionModule } from '@angular/material/expansion';
import type { MonitorTest } from '../api/monitors.js';
import { formatMs } from '../platform/formats.js';
import { STATUS_WORDS } from '../platform/status-words.js';
import { StatusMark } from '../ui/status-mark.js';

const STRETCHES = [
  ['dns', 'DNS lookup', 'dns_ms'],
  ['connect', 'TCP connect', 'connect_ms'],
  ['tls', 'TLS handshake', 'tls_ms'],
  ['wait', 'Waiting for the first byte', 'first_byte_ms'],
] as const;

/** What one run of a check found: verdict in words, where the time went, headers and the start of the body. */
@Component({
  selector: 'app-test-result',
  imports: [MatExpansionModule, StatusMark],
  templateUrl: './test-result.html',
  styleUrl: './test-result.scss',
})
export class TestResult {
  readonly test = input.required<MonitorTest>();
  protected readonly formatMs = formatMs;

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
  protected readonly wouldRecord = computed(() => `Would record: ${STATUS_WORDS[this.test().status]}, ${formatMs(this.test().latency)}`);
}
