import type { Status } from '@clarion/contract';
import { SAMPLE_TYPE_CODES, STATUS_CODES, type StoredSampleType } from '@clarion/database';
import type { Database } from './as-actor.js';

/** One sample to store; what is left out is an ordinary minute. */
export interface SampleDraft {
  /** Unix seconds, a whole minute. */
  timestamp: number;
  status?: Status;
  rawStatus?: Status | null;
  latency?: number;
  type?: StoredSampleType;
  vouchedSeconds?: number;
  errorMessage?: string | null;
}

/** Stores samples as they are, without spans, state or roll-ups: for tests of what is made from them. */
export async function insertSamples(db: Database, monitorId: number, drafts: readonly SampleDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const of = <Value>(pick: (draft: SampleDraft) => Value): Value[] => drafts.map(pick);
  const times = of((draft) => draft.timestamp);
  await db.query(
    `SELECT ensure_sample_partitions($1::bigint, 1 + (12 * (extract(year FROM to_timestamp($2::bigint)) - extract(year FROM to_timestamp($1::bigint)))
       + extract(month FROM to_timestamp($2::bigint)) - extract(month FROM to_timestamp($1::bigint)))::int)`,
    [Math.min(...times), Math.max(...times)],
  );
  await db.query(
    `INSERT INTO monitoring_data (monitor_id, timestamp, latency, vouched_seconds, status, raw_status, type, error_message)
     SELECT $1, * FROM unnest($2::bigint[], $3::real[], $4::int[], $5::"char"[], $6::"char"[], $7::"char"[], $8::text[])`,
    [
      monitorId,
      times,
      of(({ latency, status }) => latency ?? (status === undefined || status === 'UP' ? 120 : 0)),
      of(({ vouchedSeconds }) => vouchedSeconds ?? 60),
      of(({ status }) => STATUS_CODES[status ?? 'UP']),
      of(({ rawStatus, status }) => (rawStatus === null ? null : STATUS_CODES[rawStatus ?? status ?? 'UP'])),
      of(({ type }) => SAMPLE_TYPE_CODES[type ?? 'REALTIME']),
      of(({ errorMessage }) => errorMessage ?? null),
    ],
  );
}

/** A letter a minute, as in the specification's examples: `U G D M N`, and `.` for a minute without a sample. */
export function minutes(from: number, letters: string): SampleDraft[] {
  const statusOf = new Map(Object.entries(STATUS_CODES).map(([word, code]) => [code as string, word as Status]));
  return [...letters].flatMap((letter, index) => {
    if (letter === '.') return [];
    const status = statusOf.get(letter);
    if (status === undefined) throw new RangeError(`No status has the letter ${letter}`);
    return [{ timestamp: from + index * 60, status }];
  });
}
