import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import type { IncidentDetail } from '../../api/incidents.js';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aDetail, anUpdate } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { IncidentActions } from '../incident-actions.js';
import { IncidentPage } from './incident-page.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const STATE = '/status/api/v4/incident-states/12';
const COMMENTS = '/status/api/v4/incidents/12/comments';
const stale = { status: 412, statusText: 'Precondition Failed' };
const refusal = { error: { code: 'PRECONDITION_FAILED', message: 'Changed meanwhile' } };

describe('IncidentPage', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const timeline = () => page().querySelector('app-timeline')!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const menu = async (words: string) => {
    timeline().querySelector<HTMLElement>('[aria-label^="Actions for"]')!.click();
    await settle();
    const item = [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')].find((each) => textOf(each) === words)!;
    item.click();
    await settle();
    await settle();
  };
  const answer = async (incident: IncidentDetail, request: TestRequest = server.expectOne(STATE)) => {
    request.flush({ incident }, { headers: { ETag: `"v${incident.version}"` } });
    await settle();
    await settle();
  };
  const open = async (incident = aDetail(), permissions: Permission[] = ['incidents.read', 'incidents.write']) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/incidents/:id', component: IncidentPage },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create('/manage/incidents/12');
    await settle();
    await answer(incident);
  };
  beforeAll(() => (Element.prototype.scrollIntoView = () => undefined));
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('shows what was said, by whom, and what is promised', async () => {
    const hidden = anUpdate({ id: 30, html: '<p>Draft words</p>', status: 'INACTIVE', is_edited: true });
    await open(aDetail({ is_overdue: true, next_update_at: 1_700_000_600, comments: [anUpdate(), hidden] }));
    expect(textOf(page().querySelector('h1'))).toBe('Payments fail');
    expect(textOf(page().querySelector('.overdue'))).toContain('Readers were promised an update');
    const [first, second] = timeline().querySelectorAll('li');
    expect(textOf(first)).toContain('by Bo');
    expect(textOf(second)).toContain('Hidden from readers');
    expect(textOf(second)).toContain('(edited)');
    expect(textOf(page().querySelector('app-incident-facts'))).toContain('by Ada');
  });

  it('lets a reader read', async () => {
    await open(aDetail(), ['incidents.read']);
    expect(page().querySelector('app-update-form')).toBeNull();
    expect(timeline().querySelector('button')).toBeNull();
    expect([...page().querySelectorAll('button')].map((each) => each.getAttribute('aria-label') ?? textOf(each))).toEqual([
      'More actions',
      'Copy the public address',
    ]);
  });

  it('resolves, and forgets the words only once they are stored', async () => {
    await open();
    await press(page(), 'Resolve');
    expect(document.activeElement).toBe(page().querySelector('app-update-form textarea'));
    type(page().querySelector('app-update-form textarea')!, 'It is over.');
    await settle();
    await press(page(), 'Resolve and notify');
    const lost = server.expectOne({ method: 'POST', url: COMMENTS });
    expect(lost.request.body).toEqual({ comment: 'It is over.', state: 'RESOLVED' });
    lost.flush({}, { status: 503, statusText: 'x' });
    await settle();
    expect(textOf(page().querySelector('app-update-form app-problem'))).toContain('Your words are kept');
    expect(localStorage.length).toBe(1);
    await press(page(), 'Resolve and notify');
    server.expectOne({ method: 'POST', url: COMMENTS }).flush({ comment: {} });
    await settle();
    await answer(aDetail({ state: 'RESOLVED', version: 4 }));
    expect(localStorage.length).toBe(0);
    expect(page().querySelector('app-update-form')).toBeNull();
    await press(page(), 'Reopen');
    expect(textOf(page().querySelector('app-update-form'))).toContain('Reopen and notify');
  });

  it('brings back what was being written here', async () => {
    await open();
    type(page().querySelector('app-update-form textarea')!, 'Half a sentence');
    await settle();
    TestBed.resetTestingModule();
    await open();
    expect(page().querySelector<HTMLTextAreaElement>('app-update-form textarea')!.value).toBe('Half a sentence');
    expect(textOf(page())).toContain('Restored what you were writing');
  });

  it('starts the next update from where the last one left the incident', async () => {
    await open();
    const state = () => page().querySelector<HTMLInputElement>('app-update-form input[type=radio]:checked')!.value;
    expect(state()).toBe('INVESTIGATING');
    page().querySelector<HTMLInputElement>('app-update-form input[value=IDENTIFIED]')!.click();
    type(page().querySelector('app-update-form textarea')!, 'Found it.');
    await settle();
    await press(page(), 'Post update and notify');
    server.expectOne({ method: 'POST', url: COMMENTS }).flush({ comment: {} });
    await settle();
    await answer(aDetail({ state: 'IDENTIFIED', version: 4 }));
    expect(state()).toBe('IDENTIFIED');
    page().querySelector<HTMLInputElement>('app-update-form input[value=MONITORING]')!.click();
    await settle();
    TestBed.inject(IncidentActions).changed();
    await settle();
    await answer(aDetail({ state: 'IDENTIFIED', version: 5 }));
    expect(state()).toBe('MONITORING');
  });

  it('warns while somebody else posts', async () => {
    await open();
    type(page().querySelector('app-update-form textarea')!, 'Found it.');
    await settle();
    TestBed.inject(IncidentActions).changed();
    await settle();
    await answer(aDetail({ version: 4, comments: [anUpdate({ id: 32, author: { name: 'Cy' } }), anUpdate()] }));
    expect(textOf(page().querySelector('.note'))).toContain('Cy posted an update');
    await press(page(), 'Show it');
    expect(page().querySelector('.note')).toBeNull();
  });

  it('corrects an update, past what others did elsewhere in the incident', async () => {
    await open();
    await menu('Edit');
    type(timeline().querySelector('textarea')!, 'We found it.');
    await settle();
    await press(timeline(), 'Save');
    const first = server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` });
    expect([first.request.body, first.request.headers.get('If-Match')]).toEqual([{ comment: 'We found it.' }, '"v3"']);
    first.flush(refusal, stale);
    await settle();
    await answer(aDetail({ version: 4, comments: [anUpdate({ id: 32 }), anUpdate()] }));
    const second = server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` });
    expect(second.request.headers.get('If-Match')).toBe('"v4"');
    second.flush({ comment: {} });
    await settle();
    await settle();
    expect(timeline().querySelector('textarea')).toBeNull();
  });

  it.each([
    ['Keep mine', { comment: 'Mine' }],
    ['Take theirs', {}],
  ])('shows two versions of one update: %s', async (choice, sent) => {
    await open();
    await menu('Edit');
    type(timeline().querySelector('textarea')!, 'Mine');
    await settle();
    await press(timeline(), 'Save');
    server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` }).flush(refusal, stale);
    await settle();
    await answer(aDetail({ version: 4, comments: [anUpdate({ comment: 'Theirs' })] }));
    expect(textOf(dialog())).toContain('Mine');
    expect(textOf(dialog())).toContain('Theirs');
    await press(dialog(), choice);
    await press(dialog(), 'Save');
    if ('comment' in sent) {
      const request = server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` });
      expect(request.request.body).toEqual(sent);
      request.flush({ comment: {} });
    } else server.expectNone({ method: 'PATCH', url: `${COMMENTS}/31` });
    await settle();
    await settle();
    expect(timeline().querySelector('textarea')).toBeNull();
  });

  it('hides an update, and shows it again on Undo', async () => {
    await open();
    await menu('Hide from readers');
    const hide = server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` });
    expect(hide.request.body).toEqual({ status: 'INACTIVE' });
    hide.flush({ comment: {} });
    await settle();
    await answer(aDetail({ version: 4, comments: [anUpdate({ status: 'INACTIVE' })] }));
    await press(document, 'Undo');
    const show = server.expectOne({ method: 'PATCH', url: `${COMMENTS}/31` });
    expect([show.request.body, show.request.headers.get('If-Match')]).toEqual([{ status: 'ACTIVE' }, '"v4"']);
  });

  it('does not delete an update that says something else by now', async () => {
    await open();
    await menu('Delete');
    await press(dialog(), 'Delete update');
    const request = server.expectOne({ method: 'DELETE', url: `${COMMENTS}/31` });
    expect(request.request.headers.get('If-Match')).toBe('"v3"');
    request.flush(refusal, stale);
    await settle();
    await answer(aDetail({ version: 4, comments: [anUpdate({ comment: 'Something else' })] }));
    await settle();
    expect(textOf(timeline().querySelector('app-problem'))).toContain('Changed meanwhile');
    server.expectNone({ method: 'DELETE', url: `${COMMENTS}/31` });
  });

  it('writes and publishes the report', async () => {
    await open(aDetail({ state: 'RESOLVED' }));
    const card = page().querySelector('app-report-card')!;
    await press(card, 'Write the report');
    type(card.querySelector('textarea')!, '## Why');
    await settle();
    await press(card, 'Save and publish');
    const request = server.expectOne({ method: 'PUT', url: '/status/api/v4/incidents/12/report' });
    expect(request.request.body).toEqual({ report: '## Why', is_published: 'YES' });
    expect(request.request.headers.get('If-Match')).toBe('"v3"');
    request.flush({ report: {} });
    await settle();
    await answer(
      aDetail({ state: 'RESOLVED', version: 4, report: { markdown: '## Why', html: '<h2>Why</h2>', published_at: 1_700_000_000 } }),
    );
    expect(textOf(card)).toContain('Published');
    await press(card, 'Take back');
    expect(server.expectOne({ method: 'PUT', url: '/status/api/v4/incidents/12/report' }).request.body).toEqual({
      report: '## Why',
      is_published: 'NO',
    });
  });

  it('deletes the incident only when it is typed', async () => {
    await open();
    await press(page(), 'More actions');
    [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')].find((each) => textOf(each) === 'Delete')!.click();
    await settle();
    await settle();
    type(dialog().querySelector('input')!, 'delete incident 11');
    await settle();
    expect(button(dialog(), 'Delete incident').disabled).toBe(true);
    type(dialog().querySelector('input')!, 'delete incident 12');
    await settle();
    await press(dialog(), 'Delete incident');
    server.expectOne({ method: 'DELETE', url: '/status/api/v4/incidents/12' }).flush({ message: 'gone' });
    await settle();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/incidents');
    server.expectNone(STATE);
  });
});
