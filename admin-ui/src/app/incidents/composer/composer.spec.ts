import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { IncidentBody, IncidentTemplate } from '../../api/incidents.js';
import { aSession, aState, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aDraft, anIncident, answerDryRuns, aTemplate } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { Composer } from './composer.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const CREATE = { method: 'POST', url: '/status/api/v4/incidents' };
const DRAFTS = { method: 'POST', url: '/status/api/v4/incident-drafts' };

describe('Composer', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const field = (label: string): HTMLInputElement => {
    const found = [...page().querySelectorAll('mat-form-field')].find((each) => textOf(each.querySelector('label')).startsWith(label));
    if (!found) throw new Error(`No field ${label}`);
    return found.querySelector('input')!;
  };
  const message = () => page().querySelector('textarea')!;
  const fill = async (title: string, comment: string) => {
    type(field('Title'), title);
    type(message(), comment);
    await settle();
  };
  const press = async (words: string) => {
    button(page(), words).click();
    await settle();
    await settle();
  };
  const open = async (query = '', templates: IncidentTemplate[] = []) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/incidents/new', component: Composer },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['incidents.read', 'incidents.write', 'monitors.read']));
    harness = await RouterTestingHarness.create(`/manage/incidents/new${query}`);
    await settle();
    server.expectOne('/status/api/v4/incident-templates').flush({ templates });
    await settle();
  };
  const drafted = async (request: TestRequest, draft = aDraft()) => {
    request.flush({ draft });
    await settle();
    await settle();
  };
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
    vi.useRealTimers();
  });

  it('publishes what was written, once, and goes to the incident', async () => {
    await open();
    await press('Publish without notifying');
    expect(textOf(page())).toContain('Enter a title.');
    await fill('Payments fail', 'We look into it.');
    await press('Publish and notify');
    const request = server.expectOne(CREATE);
    const { start_date_time, ...body } = request.request.body as IncidentBody;
    expect(body).toEqual({ title: 'Payments fail', is_global: 'YES', monitors: [], comment: 'We look into it.', state: 'INVESTIGATING' });
    expect(start_date_time! % 60).toBe(0);
    expect(Math.abs(start_date_time! - Date.now() / 1000)).toBeLessThan(120);
    const key = request.request.headers.get('Idempotency-Key');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    request.flush({}, { status: 503, statusText: 'x' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('Your text is kept');
    await press('Publish and notify');
    const again = server.expectOne(CREATE);
    // The answer may have been lost after the incident was opened.
    expect([again.request.headers.get('Idempotency-Key'), again.request.body]).toEqual([key, request.request.body]);
    again.flush({ incident: anIncident({ id: 44 }) });
    await settle();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/incidents/44');
    expect(localStorage.length).toBe(0);
  });

  it('shows which banner it causes and how many are told', async () => {
    await open();
    expect(textOf(page())).toContain('Shown here as soon as there is something to show.');
    await fill('Payments fail', 'We look into it.');
    const requests = await answerDryRuns(server);
    expect((requests.at(-1)!.request.body as IncidentBody).title).toBe('Payments fail');
    await settle();
    const preview = textOf(page().querySelector('app-change-preview'));
    expect(preview).toContain('Home page');
    expect(preview).toMatch(/All Systems Operational→becomes.*Partial System Outage/);
    expect(textOf(page().querySelector('app-notify-switch'))).toContain('1,204 subscribers: 1,130 by e-mail, 74 on Slack.');
    page().querySelector<HTMLElement>('app-notify-switch button')!.click();
    await settle();
    expect(textOf(page().querySelector('app-notify-switch'))).toContain('Nobody is told.');
    expect(button(page(), 'Publish without notifying')).not.toBeNull();
  });

  it('puts what the server refuses on its fields', async () => {
    await open();
    await fill('Payments fail', 'x');
    await press('Publish and notify');
    server
      .expectOne(CREATE)
      .flush(
        { error: { code: 'BAD_REQUEST', message: 'No', details: [{ field: 'title', message: 'Too plain' }] } },
        { status: 400, statusText: 'x' },
      );
    await settle();
    expect(textOf(page().querySelector('mat-error'))).toBe('Too plain');
    expect(page().querySelector('app-problem')).toBeNull();
  });

  it('starts from a template and puts the words in when it is published', async () => {
    await open('?template=3', [aTemplate({ monitors: [{ monitor_tag: 'web', impact: 'DEGRADED' }] })]);
    await settle();
    server.expectOne('/status/api/v4/monitor-states/web').flush({ monitor: aState({ tag: 'web', name: 'Web shop' }) });
    await settle();
    expect(field('Title').value).toBe('Elevated errors on {{monitors}}');
    await press('Publish and notify');
    const body = server.expectOne(CREATE).request.body as IncidentBody;
    expect(body.title).toBe('Elevated errors on Web shop');
    expect(body.comment).not.toContain('{{');
    expect(body.is_global).toBe('NO');
  });

  it('refuses to publish braces', async () => {
    await open('?template=3', [aTemplate()]);
    await settle();
    await press('Publish and notify');
    expect(textOf(page())).toContain('Choose monitors for {{monitors}}');
    server.expectNone(CREATE);
  });

  it('keeps a draft on the server by itself, and publishes it without leaving one behind', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await open();
    await fill('Payments fail', '');
    await vi.advanceTimersByTimeAsync(5_000);
    const first = server.expectOne(DRAFTS);
    expect(first.request.body).toMatchObject({ title: 'Payments fail', publish_at: null });
    await drafted(first);
    expect(TestBed.inject(Router).url).toBe('/manage/incidents/new?draft=7');
    expect(textOf(page())).toContain('Draft saved');
    await fill('Payments fail', 'We look into it.');
    await vi.advanceTimersByTimeAsync(5_000);
    const second = server.expectOne({ method: 'PATCH', url: '/status/api/v4/incident-drafts/7' });
    expect(second.request.headers.get('If-Match')).toBe('"v1"');
    await drafted(second, aDraft({ version: 2 }));
    await press('Publish and notify');
    server.expectOne(CREATE).flush({ incident: anIncident({ id: 44 }) });
    await settle();
    server.expectOne({ method: 'DELETE', url: '/status/api/v4/incident-drafts/7' }).flush({ message: 'gone' });
  });

  it('goes on with a draft, and says when somebody else has changed it', async () => {
    await open('?draft=7');
    server.expectOne('/status/api/v4/incident-drafts/7').flush({ draft: aDraft({ comment: 'Half a', version: 4 }) });
    await settle();
    expect(message().value).toBe('Half a');
    type(message(), 'Half a sentence');
    await settle();
    await press('Save draft');
    server
      .expectOne({ method: 'PATCH', url: '/status/api/v4/incident-drafts/7' })
      .flush({ error: { code: 'PRECONDITION_FAILED', message: 'Changed meanwhile' } }, { status: 412, statusText: 'x' });
    await settle();
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('changed, published or deleted somewhere else');
    await press('Keep mine');
    server
      .expectOne({ method: 'GET', url: '/status/api/v4/incident-drafts/7' })
      .flush({ draft: aDraft({ comment: 'Theirs', version: 5 }) });
    await settle();
    await settle();
    const kept = server.expectOne({ method: 'PATCH', url: '/status/api/v4/incident-drafts/7' });
    expect(kept.request.headers.get('If-Match')).toBe('"v5"');
    expect(kept.request.body).toMatchObject({ comment: 'Half a sentence' });
    await drafted(kept, aDraft({ version: 6 }));
    expect(page().querySelector('app-problem')).toBeNull();
  });

  it('offers what was typed in this browser before the tab was closed', async () => {
    await open();
    await fill('Payments fail', 'Half a');
    TestBed.resetTestingModule();
    await open();
    expect(field('Title').value).toBe('');
    expect(textOf(page().querySelector('.note'))).toContain('Payments fail');
    await press('Go on with it');
    expect([field('Title').value, message().value]).toEqual(['Payments fail', 'Half a']);
  });

  it('schedules a draft for its hour', async () => {
    await open();
    await fill('Payments fail', 'x');
    const publish = [...page().querySelectorAll('app-moment-field')].at(-1)!;
    button(publish, 'Set a time').click();
    await settle();
    type(publish.querySelector('input')!, '2031-01-02T03:04');
    await settle();
    await press('Schedule');
    const request = server.expectOne(DRAFTS);
    expect(request.request.body).toMatchObject({ publish_at: new Date('2031-01-02T03:04').getTime() / 1000, notify: 'YES' });
    await drafted(request, aDraft({ publish_at: 1 }));
    expect(TestBed.inject(Router).url).toBe('/manage/incidents/drafts');
  });

  it('writes history without telling anybody', async () => {
    await open();
    await fill('Payments failed', 'It was the disk.');
    page().querySelector<HTMLElement>('mat-checkbox input')!.click();
    await settle();
    await press('Add to history');
    expect(textOf(page())).toContain('Enter when it started.');
    const [start, end] = page().querySelectorAll<HTMLInputElement>('app-moment-field input');
    type(start!, '2026-01-02T03:04');
    type(end!, '2026-01-02T04:04');
    await settle();
    await press('Add to history');
    expect(server.expectOne(CREATE).request.body).toMatchObject({
      start_date_time: new Date('2026-01-02T03:04').getTime() / 1000,
      end_date_time: new Date('2026-01-02T04:04').getTime() / 1000,
      state: 'RESOLVED',
      notify: 'NO',
    });
  });
});
