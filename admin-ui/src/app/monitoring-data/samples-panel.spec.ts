import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { settle, signIn, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { Sample } from '../api/data.js';
import { SamplesPanel } from './samples-panel.js';

const AT = 1_763_700_000;
const sample = (minute: number, part: Partial<Sample>): Sample => ({
  timestamp: AT - minute * 60,
  status: 'UP',
  raw_status: 'UP',
  latency: 80,
  type: 'REALTIME',
  error_message: null,
  ...part,
});

describe('SamplesPanel', () => {
  it('opens what the check saw below every sample that failed, or is held', async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const server = TestBed.inject(HttpTestingController);
    await signIn();
    const fixture = TestBed.createComponent(SamplesPanel);
    fixture.componentRef.setInput('tag', 'shop-web');
    fixture.componentRef.setInput('name', 'Web shop');
    await settle();
    const samples = [
      sample(0, {}),
      sample(1, { status: 'DOWN', raw_status: 'UP' }),
      sample(2, { status: 'DOWN', raw_status: 'DOWN', error_message: 'HTTP 500' }),
      sample(3, { status: 'UP', raw_status: 'DOWN' }),
      sample(4, { status: 'DOWN', raw_status: null, type: 'MANUAL' }),
    ];
    server.expectOne(({ url }) => url.endsWith('/monitors/shop-web/samples')).flush({ samples, page: 1, limit: 50, total: 5 });
    await settle();
    const page = fixture.nativeElement as HTMLElement;
    const rows = [...page.querySelectorAll('tbody tr')];
    expect(rows.map((row) => row.querySelector('button') !== null)).toEqual([false, true, true, true, false]);

    rows[2]!.querySelector('button')!.click();
    await settle();
    server.expectOne(`/status/api/v4/monitors/shop-web/evidence?timestamp=${AT - 120}`).flush({ evidence: null });
    await settle();
    expect(textOf(page.querySelector('tbody tr:nth-child(4)'))).toContain('No evidence kept.');
    rows[2]!.querySelector('button')!.click();
    await settle();
    expect(page.querySelector('app-evidence-panel')).toBeNull();
  });
});
