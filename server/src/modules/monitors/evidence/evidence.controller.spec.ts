import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { insertSamples, minutes } from '@clarion/testing';
import { startOfHour } from '../../../../test/engine.js';
import { ADA, FULL_KEY, MonitorsApi, SCOPED_KEY } from '../../../../test/monitors-api.js';

const VIEWER = { authorization: 'Bearer key:monitors.read' };
const T = startOfHour() - 3_600;
const EVIDENCE = {
  explanation: 'DOWN: HTTP 500',
  address: '192.0.2.1',
  timings: { dnsMs: 1, connectMs: 2, tlsMs: null, firstByteMs: 3, totalMs: 6.5 },
  http: { statusCode: 500, headers: [{ name: 'server', value: 'spec' }], bodyExcerpt: '<h1>oops</h1>' },
};
let api: MonitorsApi;
let count = 0;
beforeAll(async () => {
  api = await MonitorsApi.start();
});
afterAll(async () => api.close());

/** A monitor with a sample a minute from T on, and evidence of some minutes. @returns its tag */
async function watched(letters: string, evidenceOf: readonly number[], evidence: object = EVIDENCE): Promise<string> {
  const tag = `failing-${(count += 1)}`;
  await api.post('monitors', { tag, name: tag, monitor_type: 'NONE' });
  const [row] = await api.query<{ id: number }>('SELECT id FROM monitors WHERE tag = $1', [tag]);
  await insertSamples(api.app.sources.get('upkeep'), row!.id, minutes(T, letters));
  for (const minute of evidenceOf) {
    await api.query(
      `INSERT INTO check_evidence (monitor_id, timestamp, status, error_message, evidence) VALUES ($1, $2, 'DOWN', 'HTTP 500', $3)`,
      [row!.id, T + minute * 60, JSON.stringify(evidence)],
    );
  }
  return tag;
}
const read = async (tag: string, minute: number, headers: Readonly<Record<string, string>> = FULL_KEY) =>
  api.get(`monitors/${tag}/evidence?timestamp=${T + minute * 60}`, headers);
/** Minute of the evidence that answers for another. */
const answering = async (tag: string, minute: number): Promise<number | null> => {
  const { evidence } = (await read(tag, minute)).body;
  return evidence === null ? null : (evidence.timestamp - T) / 60;
};

describe('GET /monitors/{tag}/evidence', () => {
  it('answers what the check of the minute saw', async () => {
    const { status, body } = await read(await watched('UD', [1]), 1);
    expect(status).toBe(200);
    expect(body).toEqual({
      evidence: {
        timestamp: T + 60,
        status: 'DOWN',
        error_message: 'HTTP 500',
        verdict: 'DOWN: HTTP 500',
        address: '192.0.2.1',
        timings: { dns_ms: 1, connect_ms: 2, tls_ms: null, first_byte_ms: 3, total_ms: 6.5 },
        http: { status_code: 500, headers: [{ name: 'server', value: 'spec' }], body_excerpt: '<h1>oops</h1>' },
      },
    });
  });

  it('answers with what stands before the minute in the same run of failures, and with nothing of another run', async () => {
    const tag = await watched('UDDDGUUDD', [1, 4]);
    expect(await Promise.all([0, 1, 3, 4, 5, 7, 8].map((minute) => answering(tag, minute)))).toEqual([null, 1, 1, 4, null, null, null]);
    const inside = await api.get(`monitors/${tag}/evidence?timestamp=${T + 119}`);
    expect(inside.body.evidence.timestamp).toBe(T + 60);
  });

  it('sees through the grace period: a good check that is held back ends nothing, a failure that is held has evidence', async () => {
    const tag = await watched('UUDDU', [1]);
    await api.query(
      `UPDATE monitoring_data SET raw_status = CASE timestamp WHEN $2 THEN 'D'::"char" WHEN $3 THEN 'U'::"char" ELSE raw_status END
       WHERE monitor_id = (SELECT id FROM monitors WHERE tag = $1)`,
      [tag, T + 60, T + 180],
    );
    expect(await Promise.all([1, 2, 3, 4].map((minute) => answering(tag, minute)))).toEqual([1, 1, 1, null]);
  });

  it('SEC-24 keeps headers and body for those who may edit the monitor', async () => {
    const tag = await watched('UD', [1]);
    for (const editor of [FULL_KEY, SCOPED_KEY, ADA])
      expect((await read(tag, 1, editor)).body.evidence.http.body_excerpt).toBe('<h1>oops</h1>');
    const { evidence } = (await read(tag, 1, VIEWER)).body;
    expect(evidence).toMatchObject({ verdict: 'DOWN: HTTP 500', address: '192.0.2.1' });
    expect(evidence.http).toEqual({ status_code: 500, headers: null, body_excerpt: null });
  });

  it('is for nobody without a permission', async () => {
    const tag = await watched('UD', [1]);
    expect((await read(tag, 1, {})).status).toBe(401);
    expect((await read(tag, 1, { authorization: 'Bearer key:pages.read' })).status).toBe(403);
  });

  it('answers checks that spoke no HTTP', async () => {
    const tag = await watched('UD', [1], { explanation: 'DOWN: connection refused', address: null, timings: null, http: null });
    expect((await read(tag, 1)).body.evidence).toMatchObject({
      verdict: 'DOWN: connection refused',
      address: null,
      timings: null,
      http: null,
    });
  });

  it('refuses what is no minute, and knows no other monitor', async () => {
    const tag = await watched('UD', []);
    for (const query of ['', '?timestamp=', '?timestamp=soon', '?timestamp=-60', '?timestamp=1.5', `?timestamp=${'9'.repeat(20)}`])
      expect((await api.get(`monitors/${tag}/evidence${query}`)).status).toBe(400);
    expect((await read('nobody', 1)).status).toBe(404);
  });
});
