import { FRESH_GRACE, type GraceState, graceStep, type Sample, type Span, spansFromSamples } from '@clarion/domain';
import { type EntityManager } from 'typeorm';
import { sampleColumns, type SampleRow, toSample } from '../../monitors/timeline/sample-rows.js';
import { type Invariant } from './invariant.js';

/** Monitors that are looked at in one run, and how much of their history. */
const MONITORS = 50;
const SECONDS = 2 * 86_400;

interface Candidate {
  id: number;
  tag: string;
  confirmation_threshold: number;
  /** Nothing about it changed inside the window and no overlay touched it: what is stored followed one rule. */
  is_settled: boolean;
}

const CANDIDATES = `
  SELECT m.id, m.tag, m.confirmation_threshold,
    m.updated_at < app_now() - make_interval(secs => ${SECONDS})
      AND NOT EXISTS (SELECT FROM incident_monitors i WHERE i.monitor_id = m.id)
      AND NOT EXISTS (SELECT FROM maintenance_monitors i WHERE i.monitor_id = m.id) AS is_settled
  FROM monitors m ORDER BY random() LIMIT ${MONITORS}`;
const SAMPLES = `
  SELECT ${sampleColumns('d')} FROM monitoring_data d
  WHERE d.monitor_id = $1 AND d.timestamp > extract(epoch FROM app_now()) - ${SECONDS} ORDER BY d.timestamp`;
const SPANS = `
  SELECT greatest(from_ts, $2) AS "from", to_ts AS "to", status FROM timeline_spans WHERE monitor_id = $1 AND to_ts > $2 ORDER BY from_ts`;

/** Spans and back-filled statuses against what the rules make of the samples. */
export const REPLAY: Invariant = {
  id: 'INV-04',
  title: 'spans rebuilt from samples are the stored ones, and back-filled statuses are what a replay gives',
  async check(db: EntityManager) {
    const broken: string[] = [];
    for (const { id, tag, confirmation_threshold, is_settled } of await db.query<Candidate[]>(CANDIDATES)) {
      const samples = (await db.query<SampleRow[]>(SAMPLES, [id])).map(toSample);
      const first = samples[0];
      if (first === undefined) continue;
      const stored = await db.query<Span[]>(SPANS, [id, first.timestamp]);
      if (!isSameTimeline(spansFromSamples(samples), stored)) broken.push(`${tag} spans`);
      const wrong = is_settled ? firstWrongStatus(samples, confirmation_threshold) : null;
      if (wrong !== null) broken.push(`${tag} grace ${wrong}`);
    }
    return broken;
  },
};

const isSameTimeline = (rebuilt: readonly Span[], stored: readonly Span[]): boolean =>
  rebuilt.length === stored.length &&
  rebuilt.every(({ from, to, status }, index) => {
    const span = stored[index];
    return span !== undefined && span.from === from && span.to === to && span.status === status;
  });

/**
 * Plays the checks again as they were seen.
 * @param samples ascending, stored under one threshold and no overlay
 * @returns the minute of the first status that differs, or null; also null when somebody wrote among them: the checks that are gone
 * may have been what confirmed the others
 */
export function firstWrongStatus(samples: readonly Sample[], threshold: number): number | null {
  if (samples.some(({ type }) => type === 'MANUAL')) return null;
  // Before the first sample that was stored as seen nobody knows what was held: the replay starts there.
  const start = samples.findIndex(({ status, rawStatus, type }) => rawStatus === status && type !== 'DEFAULT' && status !== 'NO_DATA');
  const replayed = new Map<number, Sample>();
  let state: GraceState = FRESH_GRACE;
  for (const sample of start === -1 ? [] : samples.slice(start)) {
    if (sample.rawStatus === null || sample.type === 'DEFAULT') continue;
    const step = graceStep(state, { ...sample, status: sample.rawStatus }, threshold);
    state = step.state;
    for (const result of step.samples) replayed.set(result.timestamp, result);
  }
  for (const { timestamp, status } of samples) {
    const expected = replayed.get(timestamp);
    if (expected !== undefined && expected.status !== status) return timestamp;
  }
  return null;
}
