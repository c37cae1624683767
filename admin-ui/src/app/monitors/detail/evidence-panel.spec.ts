import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { DaySnapshot, PeriodSnapshot } from '@clarion/contract';
import { button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { EvidenceResponse } from '../../api/data.js';
import { DayPanel } from './day-panel.js';
import { EvidencePanel } from './evidence-panel.js';

const AT = 1_763_700_000;
const anEvidence = (evidence: Partial<NonNullable<EvidenceResponse['evidence']>> = {}): EvidenceResponse => ({
  evidence: {
    timestamp: AT,
    status: 'DOWN',
    error_message: 'HTTP 503',
    verdict: 'DOWN: the answer is HTTP 503',
    address: '192.0.2.1',
    timings: { dns_ms: 5, connect_ms: 10, tls_ms: 20, first_byte_ms: 60, total_ms: 100 },
    http: { status_code: 503, headers: [{ name: 'server', value: 'spec' }], body_excerpt: '<script>alert(1)</script> sorry' },
    ...evidence,
  },
});
let server: HttpTestingController;
beforeEach(() => {
  TestBed.configureTestingModule({ providers: dashboard() });
  server = TestBed.inject(HttpTestingController);
});
const asked = (at: number) => server.expectOne(`/status/api/v4/monitors/shop-web/evidence?timestamp=${at}`);

describe('EvidencePanel', () => {
  const open = async (at = AT): Promise<{ panel: HTMLElement; fixture: ComponentFixture<EvidencePanel> }> => {
    const fixture = TestBed.createComponent(EvidencePanel);
    fixture.componentRef.setInput('tag', 'shop-web');
    fixture.componentRef.setInput('at', at);
    await settle();
    return { panel: fixture.nativeElement as HTMLElement, fixture };
  };

  it('shows status, words, address, where the time went, headers and the start of the body', async () => {
    const { panel } = await open();
    asked(AT).flush(anEvidence());
    await settle();
    expect(textOf(panel)).toContain('The answer is HTTP 503');
    expect(textOf(panel.querySelector('.line'))).toMatch(/Down.*HTTP 503.*192\.0\.2\.1/);
    expect(panel.querySelector('.bar')?.getAttribute('aria-label')).toMatch(
      /^DNS lookup 5 ms, TCP connect 10 ms, TLS handshake 20 ms, Waiting for the first byte 60 ms/,
    );
    expect(textOf(panel)).toContain('Headers (1)');
    expect(textOf(panel.querySelector('pre'))).toBe('<script>alert(1)</script> sorry');
    expect(panel.querySelector('script')).toBeNull();
    expect(textOf(panel)).not.toContain('Would record');
  });

  it('says when the evidence is of an earlier minute of the same failure', async () => {
    const { panel } = await open(AT + 600);
    asked(AT + 600).flush(anEvidence());
    await settle();
    expect(textOf(panel)).toContain('Nothing new since. The check of');
  });

  it('says for whom headers and body are, and shows the rest', async () => {
    const { panel } = await open();
    asked(AT).flush(anEvidence({ http: { status_code: 503, headers: null, body_excerpt: null } }));
    await settle();
    expect(textOf(panel)).toContain('HTTP 503');
    expect(textOf(panel)).toContain('Headers and body are shown to people who may edit the monitor.');
    expect(panel.querySelector('pre')).toBeNull();
  });

  it('shows a check that spoke no HTTP', async () => {
    const { panel } = await open();
    asked(AT).flush(anEvidence({ http: null, timings: null, address: null, verdict: 'DOWN: connection refused' }));
    await settle();
    expect(textOf(panel)).toContain('Connection refused');
    expect(textOf(panel)).not.toContain('Headers');
  });

  it('says when none was kept', async () => {
    const { panel } = await open();
    asked(AT).flush({ evidence: null });
    await settle();
    expect(textOf(panel)).toContain('No evidence kept.');
  });

  it('says when it could not be loaded, and tries again', async () => {
    const { panel } = await open();
    asked(AT).flush({ error: { code: 'UNAVAILABLE', message: 'Try later', request_id: 'r-1' } }, { status: 503, statusText: 'away' });
    await settle();
    expect(textOf(panel)).toContain('The evidence could not be loaded. Try later');
    button(panel, 'Retry').click();
    await settle();
    asked(AT).flush(anEvidence());
    await settle();
    expect(textOf(panel)).toContain('The answer is HTTP 503');
  });
});

describe('evidence in the day', () => {
  const period = (part: Partial<PeriodSnapshot>): PeriodSnapshot => ({
    from: AT,
    to: AT + 600,
    status: 'DOWN',
    source: 'check',
    reason: null,
    gap: null,
    ...part,
  });
  const day = (periods: readonly PeriodSnapshot[], date = '2025-11-21'): DaySnapshot => ({
    date,
    from: AT,
    to: AT + 86_400,
    uptime: { text: '99.9' } as DaySnapshot['uptime'],
    minutes: '',
    periods,
    latency: { avgMs: null, maxMs: null, minMs: null, points: [] },
    previous: null,
    next: null,
    events: [],
  });

  it('opens below what checks found down or degraded, and nowhere else', async () => {
    const fixture = TestBed.createComponent(DayPanel);
    fixture.componentRef.setInput('tag', 'shop-web');
    fixture.componentRef.setInput(
      'day',
      day([
        period({ status: 'UP', from: AT - 600, to: AT }),
        period({}),
        period({ from: AT + 600, status: 'MAINTENANCE', source: 'maintenance' }),
        period({ from: AT + 1_200, source: 'incident' }),
        period({ from: AT + 1_800, status: 'NO_DATA', source: 'none', gap: 'paused' }),
        period({ from: AT + 2_400, status: 'DEGRADED' }),
      ]),
    );
    await settle();
    const panel = fixture.nativeElement as HTMLElement;
    const buttons = [...panel.querySelectorAll<HTMLButtonElement>('li button')];
    expect(buttons.map(textOf)).toEqual(['Show evidence', 'Show evidence']);
    buttons[0]!.click();
    await settle();
    asked(AT).flush(anEvidence());
    await settle();
    expect(textOf(panel.querySelector('app-evidence-panel'))).toContain('HTTP 503');
    expect(buttons.map((each) => each.getAttribute('aria-expanded'))).toEqual(['true', 'false']);
    buttons[1]!.click();
    await settle();
    asked(AT + 2_400).flush({ evidence: null });
    expect(panel.querySelectorAll('app-evidence-panel')).toHaveLength(1);

    fixture.componentRef.setInput('day', day([period({})], '2025-11-22'));
    await settle();
    expect(panel.querySelector('app-evidence-panel')).toBeNull();
  });
});
