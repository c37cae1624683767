import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { IncidentDetail } from '../../api/incidents.js';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aDetail, answerDryRuns } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { IncidentEdit } from './incident-edit.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const PATCH = { method: 'PATCH', url: '/status/api/v4/incidents/12' };

describe('IncidentEdit', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const title = () => page().querySelector('input')!;
  const answer = async (incident: IncidentDetail) => {
    server.expectOne('/status/api/v4/incident-states/12').flush({ incident }, { headers: { ETag: `"v${incident.version}"` } });
    await settle();
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const open = async (incident = aDetail()) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/incidents/:id/edit', component: IncidentEdit },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['incidents.read', 'incidents.write']));
    harness = await RouterTestingHarness.create('/manage/incidents/12/edit');
    await settle();
    await answer(incident);
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('sends what was changed, from the version that was read', async () => {
    await open();
    expect(button(page(), 'Save').getAttribute('aria-disabled')).toBe('true');
    type(title(), 'Payments fail in the EU');
    page().querySelector<HTMLElement>('mat-checkbox input')!.click();
    await settle();
    const [preview] = await answerDryRuns(server);
    expect(preview!.request.body).toEqual({ is_global: 'NO' });
    await press(page(), 'Save');
    const request = server.expectOne(({ method, params }) => method === 'PATCH' && !params.has('dryRun'));
    expect(request.request.body).toEqual({ title: 'Payments fail in the EU', is_global: 'NO' });
    expect(request.request.headers.get('If-Match')).toBe('"v3"');
    request.flush({ incident: {} });
    await settle();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/incidents/12');
  });

  it('changes when it was over, and clears the end', async () => {
    await open(aDetail({ state: 'RESOLVED', end_date_time: 1_700_003_600 }));
    const end = [...page().querySelectorAll('app-moment-field')].at(-1)!.querySelector('input')!;
    type(end, '2020-01-01T00:00');
    await settle();
    await press(page(), 'Save');
    expect(textOf(page())).toContain('Not before the start.');
    type(end, '');
    await settle();
    await press(page(), 'Save');
    expect(server.expectOne(PATCH).request.body).toEqual({ end_date_time: null });
  });

  it('takes in what somebody else changed, and asks about what both did', async () => {
    await open();
    type(title(), 'Mine');
    await settle();
    await press(page(), 'Save');
    server.expectOne(PATCH).flush({ error: { code: 'PRECONDITION_FAILED', message: 'x' } }, { status: 412, statusText: 'x' });
    await settle();
    await answer(aDetail({ title: 'Theirs', is_global: 'NO', version: 4 }));
    const dialog = document.querySelector<HTMLElement>('mat-dialog-container')!;
    expect(textOf(dialog)).toContain('Somebody changed this incident meanwhile');
    expect(textOf(dialog)).not.toContain('Show on every page');
    await press(dialog, 'Save');
    const request = server.expectOne(PATCH);
    expect([request.request.body, request.request.headers.get('If-Match')]).toEqual([{ title: 'Mine' }, '"v4"']);
  });
});
