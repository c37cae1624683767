import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { RouterTestingHarness } from '@angular/router/testing';
import { aTrigger, somePresets } from '../../../testing/alerts.js';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { TriggerForm } from './trigger-form.js';

describe('TriggerForm', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const field = (label: string): HTMLInputElement => {
    const found = [...page().querySelectorAll('mat-form-field')].find((each) => textOf(each.querySelector('label')) === label);
    return found!.querySelector('input')!;
  };
  const press = async (words: string) => {
    button(page(), words).click();
    await settle();
  };
  const open = async (url: string) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'triggers/new', component: TriggerForm },
          { path: 'triggers/:id', component: TriggerForm },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['triggers.read', 'triggers.write']));
    harness = await RouterTestingHarness.create(url);
    await settle();
    server.expectOne('/status/api/v4/trigger-presets').flush(somePresets());
    if (!url.endsWith('/new')) server.expectOne('/status/api/v4/triggers/4').flush({ trigger: aTrigger() });
    await settle();
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('shows masks, and sends another value only when one was replaced', async () => {
    await open('/triggers/4');
    expect(field('Address').value).toBe('https://hooks.example.com/••••');
    expect(field('Address').readOnly).toBe(true);
    await press('Replace Address');
    type(field('Address'), 'https://hooks.example.com/new');
    await settle();
    await press('Save');
    const request = server.expectOne({ method: 'PATCH', url: '/status/api/v4/triggers/4' });
    expect(request.request.headers.get('If-Match')).toBe('"v2"');
    expect(request.request.body).toEqual({
      trigger_meta: {
        url: 'https://hooks.example.com/new',
        headers: [{ key: 'authorization', value: '••••9xQz' }],
        signing_secrets: [],
      },
    });
    request.flush({ trigger: aTrigger({ version: 3 }) });
    await settle();
    expect(field('Address').readOnly).toBe(true);
  });

  it('puts refusals on their fields', async () => {
    await open('/triggers/4');
    type(field('Name'), 'Taken');
    await settle();
    await press('Save');
    const details = [{ field: 'trigger_meta.header authorization', message: 'authorization is masked; enter it again' }];
    server
      .expectOne({ method: 'PATCH', url: '/status/api/v4/triggers/4' })
      .flush({ error: { code: 'BAD_REQUEST', message: 'No', details } }, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(textOf(page().querySelector('.header-row [role=alert]'))).toBe('authorization is masked; enter it again');
  });

  it('asks for what is missing before it asks the server', async () => {
    await open('/triggers/new');
    type(field('Description'), 'Chat of the team');
    await settle();
    await press('Make trigger');
    server.expectNone({ method: 'POST', url: '/status/api/v4/triggers' });
    expect([...page().querySelectorAll('[role=alert]')].map(textOf)).toEqual(['Enter a name.', 'Enter the address.']);
  });

  it('shows what the receiver answered to a test', async () => {
    await open('/triggers/4');
    await press('Send test');
    server
      .expectOne({ method: 'POST', url: '/status/api/v4/triggers/4/test' })
      .flush({ test: { outcome: 'permanent', status: 403, answer: 'no_such_channel' } });
    await settle();
    expect(textOf(page().querySelector('app-trigger-test'))).toContain('The receiver refused it (status 403).');
    expect(textOf(page().querySelector('app-trigger-test pre'))).toBe('no_such_channel');
  });

  it('has quiet hours, which need two times', async () => {
    await open('/triggers/4');
    page().querySelector<HTMLButtonElement>('app-quiet-hours button[role=switch]')!.click();
    await settle();
    type(field('To'), '22:00');
    await settle();
    await press('Save');
    expect(textOf(page().querySelector('app-quiet-hours [role=alert]'))).toBe('Enter two different times.');
    type(field('To'), '06:30');
    await settle();
    await press('Save');
    const { body } = server.expectOne({ method: 'PATCH', url: '/status/api/v4/triggers/4' }).request;
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(body).toEqual({ quiet_hours: { from: '22:00', to: '06:30', time_zone: timeZone } });
  });
});
