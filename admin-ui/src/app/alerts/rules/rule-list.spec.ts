import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import type { AlertRule } from '../../api/alerts.js';
import { anAlertRule } from '../../../testing/alerts.js';
import { aSession, button, settle, signIn, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { RuleList } from './rule-list.js';

describe('RuleList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const list = (): TestRequest => server.expectOne(({ url, method }) => method === 'GET' && url.endsWith('/alert-configs'));
  const flush = async (request: TestRequest, ...rules: AlertRule[]) => {
    request.flush({ alert_configs: rules, page: 1, limit: 100, total: rules.length });
    await settle();
  };
  const open = async (url = '/manage/alerts', permissions: Permission[] = ['alerts.read', 'alerts.write']) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: 'manage/alerts', component: RuleList }]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create(url);
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('puts what fires first, whatever the order of the answer', async () => {
    await open();
    const monitors = [{ tag: 'db', name: 'Database', open_alert_id: 41 }];
    await flush(list(), anAlertRule(), anAlertRule({ id: 3, monitors, monitor_tags: ['db'] }));
    const [first, second] = page().querySelectorAll('tbody tr');
    expect(textOf(first)).toContain('Firing');
    expect(textOf(first)).toContain('Database');
    expect(textOf(second)).toContain('Quiet');
    expect(textOf(page())).toContain('2 rules, 1 firing');
  });

  it('asks for what the address says', async () => {
    await open('/manage/alerts?monitor=shop-web&type=LATENCY&active=NO&trigger=4');
    const { params } = list().request;
    expect(['monitor_tag', 'alert_for', 'is_active', 'trigger_id'].map((name) => params.get(name))).toEqual([
      'shop-web',
      'LATENCY',
      'NO',
      '4',
    ]);
  });

  it('switches off at once, and back when the server refuses', async () => {
    await open();
    await flush(list(), anAlertRule());
    const toggle = () => page().querySelector<HTMLButtonElement>('mat-slide-toggle button')!;
    toggle().click();
    await settle();
    expect(textOf(page().querySelector('app-alert-mark'))).toBe('Off');
    const request = server.expectOne({ method: 'PATCH', url: '/status/api/v4/alert-configs/7' });
    expect(request.request.body).toEqual({ is_active: 'NO' });
    request.flush({ error: { code: 'INTERNAL_ERROR', message: 'It broke' } }, { status: 500, statusText: 'Error' });
    await settle();
    expect(textOf(page().querySelector('app-alert-mark'))).toBe('Quiet');
    expect(textOf(page().querySelector('app-problem'))).toContain('It broke');
  });

  it('says why it is empty, with and without filters', async () => {
    await open();
    await flush(list());
    expect(textOf(page())).toContain('No rules yet');
    await harness.navigateByUrl('/manage/alerts?active=NO');
    await settle();
    await flush(list());
    expect(button(page().querySelector('app-empty-state')!, 'Clear filters')).toBeTruthy();
  });

  it('has no dead buttons for a reader', async () => {
    await open('/manage/alerts', ['alerts.read']);
    await flush(list(), anAlertRule());
    expect(textOf(page())).not.toContain('New rule');
    expect(page().querySelector<HTMLButtonElement>('mat-slide-toggle button')!.disabled).toBe(true);
  });
});
