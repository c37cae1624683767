import { FixedClock, freezeDatabaseClock } from '@clarion/testing';
import { type MonitorType } from '@clarion/contract';
import { RunChecksService } from '../../src/modules/monitors/checks/run-checks.service.js';
import { MonitorsApi } from '../monitors-api.js';
import { type TestAppOptions } from '../test-app.js';

export type Document = Readonly<Record<string, unknown>>;

/** A monitor as it was kept. */
export interface Kept {
  readonly tag: string;
  readonly type: MonitorType;
  /** As GET answers it, with its secrets. */
  readonly typeData: Document;
}

/** What one field is good for: monitors that differ in it alone, and what is seen of each. */
export interface FieldUse {
  /** Members around the field, the same for every value. */
  readonly beside?: Document;
  /** The document with a value, where the field does not stand in it by its own name. */
  readonly place?: (value: unknown) => Document;
  /** What is written, and what is seen then: `refused` when the API does not take it. Two of them differ, or the field has no effect. */
  readonly values: readonly (readonly [value: unknown, seen: unknown])[];
  /** Kept for clients and without effect, as the specification says: everything that is seen is the same. */
  readonly hasNoEffect?: true;
  readonly look: (kept: Kept) => unknown;
}

/** Field by field. `hosts[].port` is a member of the entries of a list. */
export type FieldUses = Readonly<Record<string, FieldUse>>;

/** The part of a test's answer that specs look at. */
export interface Tested {
  status: string;
  latency: number;
  error_message: string | null;
  verdict: string;
  address: string | null;
  timings: { dns_ms: number | null } | null;
  http: { status_code: number; body_excerpt: string } | null;
}

/** The API with its clock and the database's in the spec's hand. */
export class FieldApi {
  private constructor(
    readonly api: MonitorsApi,
    private readonly clock: FixedClock,
  ) {}

  static async start(options: TestAppOptions = {}): Promise<FieldApi> {
    const clock = new FixedClock(Math.floor(Date.now() / 60_000) * 60);
    const api = await MonitorsApi.start({ ...options, clock: clock as unknown as NonNullable<TestAppOptions['clock']> });
    const fields = new FieldApi(api, clock);
    await fields.advance(0);
    return fields;
  }

  /** The minute it is. */
  get minute(): number {
    return Math.floor(this.clock.now() / 60) * 60;
  }

  async advance(seconds: number): Promise<void> {
    this.clock.advance(seconds);
    await freezeDatabaseClock(this.api.app.sources.get('upkeep'), this.clock.now());
  }

  /** What a test of the monitor as it is kept comes to. */
  async test({ tag, type, typeData }: Kept): Promise<Tested> {
    const { status, body } = await this.api.post('monitor-tests', { tag, monitor_type: type, type_data: typeData });
    if (status !== 200) throw new Error(`the test was answered with ${status}`);
    return body.test as Tested;
  }

  /** Runs what is due of a type, as a worker does. */
  async runDue(type: MonitorType): Promise<void> {
    const checks = this.api.app.get<RunChecksService>(RunChecksService);
    await checks.runDue(type);
    await checks.drain();
  }

  /** Writes the present minute by hand. */
  async write(tag: string, status: string, latency: number): Promise<void> {
    const { status: answer } = await this.api.patch(`monitors/${tag}/data/${this.minute}`, { status, latency });
    if (answer !== 200) throw new Error(`the minute was answered with ${answer}`);
  }

  /** The newest sample as it is stored. */
  async newest(tag: string): Promise<{ status: string; error_message: string | null } | undefined> {
    const [row] = await this.api.query<{ status: string; error_message: string | null }>(
      `SELECT status_word(d.status) AS status, d.error_message FROM monitoring_data d JOIN monitors m ON m.id = d.monitor_id
       WHERE m.tag = $1 AND m.deleted_at IS NULL ORDER BY d.timestamp DESC LIMIT 1`,
      [tag],
    );
    return row;
  }

  async close(): Promise<void> {
    await this.api.close();
  }
}
