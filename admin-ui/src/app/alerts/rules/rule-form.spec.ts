import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { RouterTestingHarness } from '@angular/router/testing';
import { anAlertRule, aTrigger } from '../../../testing/alerts.js';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { AlertRule } from '../../api/alerts.js';
import { RuleForm } from './rule-form.js';

const API = '/status/api/v4';

describe('RuleForm', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const preview = () => textOf(page().querySelector('.aside'));
  const field = (label: string): HTMLInputElement => {
    const found = [...page().querySelectorAll('mat-form-field')].find((each) => textOf(each.querySelector('mat-label')) === label);
    return found!.querySelector('input')!;
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
  };
  const patched = () => server.expectOne({ method: 'PATCH', url: `${API}/alert-configs/7` });
  const stored = (rule: Partial<AlertRule> = {}) => ({ alert_config: anAlertRule(rule) });
  const open = async (url: string) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'rules/new', component: RuleForm },
          { path: 'rules/:id', component: RuleForm },
          { path: 'manage/alerts', children: [] },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['alerts.read', 'alerts.write', 'triggers.read', 'monitors.read']));
    harness = await RouterTestingHarness.create(url);
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    await settle();
    server.match(`${API}/alert-configs/7`).forEach((request) => request.flush(stored()));
    await settle();
    server.match(`${API}/triggers`).forEach((request) => request.flush({ triggers: [aTrigger()] }));
    server.match(`${API}/monitor-states/shop-web`).forEach((request) => request.flush({ monitor: aState() }));
    await settle();
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('says what the rule will do, in the time of its monitors, while it is made', async () => {
    await open('/rules/new?monitor=shop-web');
    type(field('Checks in a row to fire'), '5');
    await settle();
    expect(preview()).toContain('Fires after 5 checks in a row are DOWN, about 5 min.');
    page().querySelector<HTMLInputElement>('app-trigger-picker input')!.click();
    await settle();
    expect(preview()).toContain('Tells Chat.');
    await press(page(), 'Make rule');
    const request = server.expectOne({ method: 'POST', url: `${API}/alert-configs` });
    expect(request.request.body).toMatchObject({ monitor_tags: ['shop-web'], alert_for: 'STATUS', failure_threshold: 5, trigger_ids: [4] });
    request.flush(stored());
    await settle();
  });

  it('lists what is wrong and sends nothing', async () => {
    await open('/rules/new');
    type(field('Checks in a row to fire'), '0');
    await settle();
    await press(page(), 'Make rule');
    expect(textOf(page().querySelector('app-rule-errors'))).toMatch(/^\d things need your attention/);
    server.expectNone({ method: 'POST', url: `${API}/alert-configs` });
  });

  it('sends what was changed, asks about what somebody else changed too, and stores the answer', async () => {
    await open('/rules/7');
    type(field('Checks in a row to fire'), '4');
    await settle();
    await press(page(), 'Save');
    const first = patched();
    expect([first.request.headers.get('If-Match'), first.request.body]).toEqual(['"v2"', { failure_threshold: 4 }]);
    first.flush({ error: { code: 'PRECONDITION_FAILED', message: 'x' } }, { status: 412, statusText: 'Precondition Failed' });
    await settle();
    server
      .expectOne({ method: 'GET', url: `${API}/alert-configs/7` })
      .flush(stored({ failure_threshold: 9, severity: 'CRITICAL', version: 3 }));
    await settle();
    const dialog = document.querySelector('app-conflict-dialog')!;
    expect(textOf(dialog)).toContain('Somebody changed this rule meanwhile');
    expect([...dialog.querySelectorAll('dd')].map(textOf)).toEqual(['4', '9']);
    await press(dialog, 'Save');
    await settle();
    const second = patched();
    expect([second.request.headers.get('If-Match'), second.request.body]).toEqual(['"v3"', { failure_threshold: 4 }]);
    const details = [{ field: 'failure_threshold', message: 'failure_threshold is too high' }];
    second.flush({ error: { code: 'BAD_REQUEST', message: 'No', details } }, { status: 400, statusText: 'Bad Request' });
    await settle();
    await settle();
    expect(textOf(page().querySelector('app-rule-errors'))).toContain('failure_threshold is too high');
  });
});
