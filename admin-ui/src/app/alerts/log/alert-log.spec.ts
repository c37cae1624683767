import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import { anAlert } from '../../../testing/alerts.js';
import { aSession, button, settle, signIn, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { Alert } from '../../api/alerts.js';
import { AlertLogScreen } from './alert-log.js';

const ALERTS = '/status/api/v4/alerts';

describe('AlertLogScreen', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const list = (): TestRequest => server.expectOne(({ url, method }) => method === 'GET' && url === ALERTS);
  const flush = async (...alerts: Alert[]) => {
    list().flush({ alerts, page: 1, limit: 20, total: alerts.length });
    await settle();
  };
  const pick = async (deed: string) => {
    button(page(), 'Actions for alert 41').click();
    await settle();
    [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')].find((each) => textOf(each) === deed)!.click();
    await settle();
  };
  const answer = async (): Promise<void> => {
    [...document.querySelectorAll<HTMLElement>('mat-dialog-actions button')].at(-1)!.click();
    await settle();
  };
  const open = async (url = '/log', permissions: Permission[] = ['alerts.read', 'alerts.write', 'incidents.write']) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: 'log', component: AlertLogScreen }]),
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

  it('says what fired, for how long, and what people did about it', async () => {
    await open();
    await flush(
      anAlert({ incident_id: 9, acknowledged_by: 'ada@example.com', is_acknowledged: 'YES' }),
      anAlert({ id: 40, alert_status: 'RESOLVED', resolve_reason: 'the rule was switched off' }),
      anAlert({ id: 39, reminders: 2 }),
    );
    const [first, second, third] = [...page().querySelectorAll('tbody tr')].map(textOf);
    expect(first).toMatch(/Acknowledged.*Web shop.*Acknowledged by ada@example\.com.*Incident 9.*10 min so far/);
    expect(second).toMatch(/Resolved.*Ended: the rule was switched off.*10 min$/);
    expect(third).toMatch(/Firing.*Told again 2 times/);
  });

  it('asks for what the address says, and forgets it on request', async () => {
    await open('/log?rule=7&monitor=shop-web&status=TRIGGERED&severity=CRITICAL&p=2');
    const request = list();
    const names = ['alert_config_id', 'monitor_tag', 'status', 'severity', 'page'];
    expect(names.map((name) => request.request.params.get(name))).toEqual(['7', 'shop-web', 'TRIGGERED', 'CRITICAL', '2']);
    request.flush({ alerts: [], page: 2, limit: 20, total: 0 });
    await settle();
    button(page().querySelector('app-empty-state')!, 'Clear filters').click();
    await vi.waitFor(() => expect(TestBed.inject(Router).url).toBe('/log'));
  });

  it('acknowledges with a way back, resolves after a question, deletes with the incident', async () => {
    await open();
    await flush(anAlert({ incident_id: 9 }));
    await pick('Acknowledge');
    const patched = () => server.expectOne({ method: 'PATCH', url: `${ALERTS}/41` });
    const first = patched();
    expect(first.request.body).toEqual({ is_acknowledged: 'YES' });
    first.flush({});
    await settle();
    await flush(anAlert({ incident_id: 9, is_acknowledged: 'YES' }));
    button(document, 'Undo').click();
    await settle();
    const undo = patched();
    expect(undo.request.body).toEqual({ is_acknowledged: 'NO' });
    undo.flush({});
    await settle();
    await flush(anAlert({ incident_id: 9 }));
    await pick('Resolve…');
    await answer();
    const resolved = patched();
    expect(resolved.request.body).toEqual({ alert_status: 'RESOLVED' });
    resolved.flush({ error: { code: 'CONFLICT', message: 'It is over already' } }, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('It is over already');
    await pick('Delete…');
    expect(textOf(document.querySelector('mat-dialog-container'))).toContain('ncident 9');
    await answer();
    expect(server.expectOne(({ method }) => method === 'DELETE').request.url).toBe(`${ALERTS}/41`);
  });

  it('has no dead buttons for a reader', async () => {
    await open('/log', ['alerts.read']);
    await flush(anAlert());
    expect(page().querySelector('.menu button')).toBeNull();
  });
});
