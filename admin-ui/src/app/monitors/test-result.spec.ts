import { TestBed } from '@angular/core/testing';
import { settle, textOf } from '../../testing/builders.js';
import type { MonitorTest, TestTimings } from '../api/monitors.js';
import { TestResult } from './test-result.js';

const NOTHING: TestTimings = { dns_ms: null, connect_ms: null, tls_ms: null, first_byte_ms: null, total_ms: null };
const aTest = (timings: Partial<TestTimings>, test: Partial<MonitorTest> = {}): MonitorTest => ({
  status: 'UP',
  latency: 40,
  type: 'REALTIME',
  error_message: null,
  verdict: 'UP: it answered',
  timings: { ...NOTHING, ...timings },
  http: null,
  ...test,
});

describe('TestResult', () => {
  const spoken = async (test: MonitorTest): Promise<string | undefined> => {
    const fixture = TestBed.createComponent(TestResult);
    fixture.componentRef.setInput('test', test);
    await settle();
    return (fixture.nativeElement as HTMLElement).querySelector('.bar')?.getAttribute('aria-label') ?? undefined;
  };

  it.each([
    ['a ping', aTest({ total_ms: 40 }), 'Whole check 40 ms'],
    ['a query', aTest({ dns_ms: 5, connect_ms: 10, total_ms: 40 }), 'DNS lookup 5 ms, TCP connect 10 ms, The rest of the check 25 ms'],
    [
      'a request',
      aTest({ first_byte_ms: 30, total_ms: 40 }, { http: { status_code: 200, headers: [], body_excerpt: '' } }),
      'Waiting for the first byte 30 ms, Download 10 ms',
    ],
    ['nothing', aTest({}), undefined],
  ])('says where the time of %s went', async (_, test, expected) => {
    expect(await spoken(test)).toBe(expected);
  });

  it('explains the verdict, and repeats an error only when it says something else', async () => {
    const fixture = TestBed.createComponent(TestResult);
    fixture.componentRef.setInput('test', aTest({}, { status: 'DOWN', verdict: 'DOWN: refused', error_message: 'ECONNREFUSED' }));
    await settle();
    expect(textOf(fixture.nativeElement as HTMLElement)).toContain('RefusedECONNREFUSEDWould record: Down');
  });
});
