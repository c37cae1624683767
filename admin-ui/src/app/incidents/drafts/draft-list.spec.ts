import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { IncidentDraft } from '../../api/incidents.js';
import { aSession, button, settle, signIn, textOf } from '../../../testing/builders.js';
import { aDraft, anIncident } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { DraftList } from './draft-list.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const LIST = '/status/api/v4/incident-drafts';

describe('DraftList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const open = async (drafts: IncidentDraft[]) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/incidents/drafts', component: DraftList },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['incidents.read', 'incidents.write']));
    harness = await RouterTestingHarness.create('/manage/incidents/drafts');
    await settle();
    server.expectOne(LIST).flush({ drafts });
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('says when each is published, and why one was not', async () => {
    await open([aDraft({ publish_at: 1_900_000_000 }), aDraft({ id: 8, title: '', publish_error: 'A title is missing' })]);
    const [first, second] = page().querySelectorAll('li');
    expect(textOf(first)).toContain('Published by itself');
    expect(textOf(second)).toContain('Could not be published at its hour: A title is missing');
    expect(textOf(second)).toContain('Finish');
    expect(textOf(second)).not.toContain('Publish now');
  });

  it('publishes from the version on screen, and leads what has words to fill in to the composer', async () => {
    await open([aDraft({ comment: 'x' }), aDraft({ id: 8, title: 'On {{monitors}}' })]);
    expect(textOf(page().querySelectorAll('li')[1])).toContain('Finish');
    await press(page(), 'Publish now');
    expect(textOf(dialog())).toContain('Subscribers are told.');
    await press(dialog(), 'Publish and notify');
    const request = server.expectOne(`${LIST}/7/publish`);
    expect(request.request.headers.get('If-Match')).toBe('"v1"');
    request.flush({ incident: anIncident({ id: 44 }) });
    await settle();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/manage/incidents/44');
  });

  it('throws one away after asking', async () => {
    await open([aDraft()]);
    await press(page(), 'Delete draft Payments fail');
    await press(dialog(), 'Delete draft');
    server.expectOne({ method: 'DELETE', url: `${LIST}/7` }).flush({ message: 'gone' });
    await settle();
    server.expectOne(LIST).flush({ drafts: [] });
    await settle();
    expect(textOf(page())).toContain('No drafts');
  });
});
