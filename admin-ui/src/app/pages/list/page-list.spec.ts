import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aPageState, aTrashedPage } from '../../../testing/page-builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { PageState } from '../../api/pages.js';
import { PageList } from './page-list.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

const LIST = '/status/api/v4/page-states';
const TRASH = '/status/api/v4/trash/pages';
const ORDER = '/status/api/v4/site/pageOrderingSettings';
const HOME = aPageState({ id: 1, page_path: '~home', page_title: 'Home', section_count: 0 });
const draft = { changes: 2, is_outdated: false, author: 'bo@example.com', updated_at: '2026-03-02T10:15:02.000Z' };
const EU = aPageState({ host: 'eu.example.com', draft });
const ALL: Permission[] = ['pages.read', 'pages.write', 'settings.write'];

describe('PageList', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const screen = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const menu = () => document.querySelector<HTMLElement>('.mat-mdc-menu-panel')!;
  const titles = () => [...screen().querySelectorAll('tr[mat-row] td:first-child a')].map(textOf);
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const list = async (pages: PageState[] = [HOME, EU], is_ordered = false) => {
    server.expectOne(LIST).flush({ pages, is_ordered });
    await settle();
    await settle();
  };
  const open = async (address = '', permissions = ALL) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/pages', component: PageList },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create(`/manage/pages${address}`);
    await settle();
  };
  const refusal = (field: string, message: string): [object, { status: number; statusText: string }] => [
    { error: { code: 'BAD_REQUEST', message, details: [{ field, message }] } },
    { status: 400, statusText: 'Bad Request' },
  ];
  afterEach(() => {
    server.verify();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('says of each page where it lies, what stands on it and what waits', async () => {
    await open();
    expect(screen().querySelector('.skeleton')).not.toBeNull();
    await list();
    const cells = [...screen().querySelectorAll('tr[mat-row]')].map((row) => [...row.children].slice(0, 4).map(textOf));
    expect(cells[0]).toEqual(['Home/', '3 monitors', 'None', 'Nothing']);
    expect(cells[1]!.slice(0, 3)).toEqual(['Europe/eu', '3 monitors in 1 section', 'eu.example.com']);
    expect(cells[1]![3]).toContain('2 unpublished changesbo@example.com');
    expect(screen().querySelector('[aria-label="Open public page of Europe"]')?.getAttribute('href')).toBe('/status/eu');
  });

  it('reads its filters from the address', async () => {
    await open('?unpublished=1');
    await list();
    expect(titles()).toEqual(['Europe']);
  });

  it('says when nothing fits', async () => {
    await open('?q=nothing');
    await list();
    expect(textOf(screen())).toContain('No page matches');
    await press(screen(), 'Clear filters');
    expect(titles()).toEqual(['Home', 'Europe']);
    expect(TestBed.inject(Router).url).toBe('/manage/pages');
  });

  it('says why the pages could not be loaded', async () => {
    await open();
    server.expectOne(LIST).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(textOf(screen())).toContain('The pages could not be loaded.');
    await press(screen(), 'Retry');
    await list();
    expect(titles()).toHaveLength(2);
  });

  it('never offers to delete the home page', async () => {
    await open();
    await list();
    await press(screen(), 'Actions for Home');
    expect(textOf(menu())).toContain('Duplicate');
    expect(textOf(menu())).not.toContain('Delete');
  });

  it('throws a page away only by its words, and brings it back at once', async () => {
    await open();
    await list();
    await press(screen(), 'Actions for Europe');
    await press(menu(), 'Delete');
    expect(button(dialog(), 'Delete page').disabled).toBe(true);
    type(dialog().querySelector('input')!, 'delete eu');
    await settle();
    await press(dialog(), 'Delete page');
    server.expectOne({ method: 'DELETE', url: '/status/api/v4/pages/eu' }).flush({ message: 'gone' });
    await settle();
    await list([HOME]);
    await press(document, 'Undo');
    server.expectOne({ method: 'POST', url: `${TRASH}/2/restore` }).flush({ page: { page_title: 'Europe', page_path: 'eu' } });
    await settle();
    await list();
    expect(titles()).toEqual(['Home', 'Europe']);
  });

  it('brings a page back under another path when its own is taken', async () => {
    await open('?view=trash');
    await list();
    server.expectOne(TRASH).flush({ pages: [aTrashedPage({ page_path: 'eu' })] });
    await settle();
    await press(screen(), 'Bring back Old page');
    expect(textOf(dialog())).toContain('Another page lies at /eu by now.');
    expect(dialog().querySelector('input')!.value).toBe('eu-copy');
    await press(dialog(), 'Bring back');
    const request = server.expectOne(`${TRASH}/9/restore`);
    expect(request.request.body).toEqual({ page_path: 'eu-copy' });
    request.flush(...refusal('page_path', 'A page with the path “eu-copy” already exists'));
    await settle();
    expect(textOf(dialog())).toContain('already exists');
    await press(dialog(), 'Cancel');
  });

  it('puts the pages of the switcher into order at once, and back', async () => {
    await open('?view=order');
    await list();
    await press(screen(), 'Move Europe up');
    const request = server.expectOne({ method: 'PATCH', url: ORDER });
    expect(request.request.body).toEqual({ value: { enabled: true, order: [2, 1] } });
    request.flush({});
    await settle();
    await list([EU, HOME], true);
    await press(document, 'Undo');
    const back = server.expectOne({ method: 'PATCH', url: ORDER });
    expect(back.request.body).toEqual({ value: { enabled: false, order: [] } });
    back.flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(textOf(screen())).toContain('The order was not changed.');
    expect([...screen().querySelectorAll('strong')].map(textOf)).toContain('Europe');
  });

  it('offers nothing that a reader may not do', async () => {
    await open('?view=trash', ['pages.read']);
    await list();
    expect(titles()).toEqual(['Home', 'Europe']);
    const words = [...screen().querySelectorAll('button, a')].map(textOf);
    expect(words.filter((each) => /New page|Order|Trash/.test(each))).toEqual([]);
  });
});
