import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { Component, input, model } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@clarion/contract';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aContent, aPageDraft, aPageState } from '../../../testing/page-builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { PageChange, PageContent, PageDraft } from '../../api/pages.js';
import { PageEditor } from './page-editor.js';
import { PagePreview } from './page-preview.js';
import type { PreviewChoice } from './preview-choice.js';

@Component({ template: '<h1>Elsewhere</h1>' })
class Elsewhere {}

/** Loads documents, which a browser does: the journey looks at it. */
@Component({ selector: 'app-page-preview', template: '' })
class NoPreview {
  readonly path = input.required<string>();
  readonly revision = input.required<number>();
  readonly choice = model.required<PreviewChoice>();
}

const DRAFT = '/status/api/v4/pages/eu/draft';
const WRITER: Permission[] = ['pages.read', 'pages.write'];
const titleChange = (after: string): PageChange => ({ subject: 'page', kind: 'changed', name: 'page_title', before: 'Europe', after });
const withTitle = (title: string, rest: Partial<PageDraft> = {}): PageDraft =>
  aPageDraft({ content: aContent({ page_title: title }), changes: [titleChange(title)], is_stored: true, ...rest });

describe('PageEditor', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const screen = () => harness.routeNativeElement!;
  const editor = () => harness.routeDebugElement!.componentInstance as PageEditor;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const field = (label: string) =>
    [...screen().querySelectorAll('mat-form-field')]
      .find((each) => textOf(each.querySelector('mat-label')) === label)!
      .querySelector('input')!;
  const rest = async () => {
    await vi.advanceTimersByTimeAsync(500);
    await settle();
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await rest();
  };
  const answer = async (request: TestRequest, draft: PageDraft, etag: string) => {
    request.flush({ draft }, { headers: { etag } });
    await rest();
  };
  const refuse = async (request: TestRequest, status: number) => {
    const code = { 409: 'CONFLICT', 412: 'PRECONDITION_FAILED' }[status];
    request.flush({ error: { code, message: 'No' } }, { status, statusText: 'No' });
    await rest();
  };
  const put = (): TestRequest => server.expectOne({ method: 'PUT', url: DRAFT });
  const get = (): TestRequest => server.expectOne({ method: 'GET', url: DRAFT });
  const sent = (request: TestRequest) => request.request.body as PageContent;
  const open = async (permissions = WRITER, draft = aPageDraft()) => {
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([
          { path: 'manage/pages/edit/:path', component: PageEditor },
          { path: '**', component: Elsewhere },
        ]),
        { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
      ],
    });
    TestBed.overrideComponent(PageEditor, { remove: { imports: [PagePreview] }, add: { imports: [NoPreview] } });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    harness = await RouterTestingHarness.create('/manage/pages/edit/eu');
    await settle();
    server
      .expectOne('/status/api/v4/page-states')
      .flush({ pages: [aPageState(), aPageState({ id: 3, page_path: 'us' })], is_ordered: false });
    await answer(get(), draft, '"1"');
  };
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    vi.useRealTimers();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('stores what is typed by itself, from the version that was read', async () => {
    await open();
    type(field('Title'), 'Old world');
    await rest();
    const request = put();
    expect(request.request.headers.get('If-Match')).toBe('"1"');
    expect(sent(request)).toEqual(aContent({ page_title: 'Old world' }));
    expect(textOf(screen())).toContain('Saving…');
    await answer(request, withTitle('Old world'), '"2"');
    expect(textOf(screen())).toContain('Draft saved');
    expect(textOf(screen())).toContain('1 unpublished change');
    type(field('Title'), 'Older world');
    await rest();
    const next = put();
    expect(next.request.headers.get('If-Match')).toBe('"2"');
    await answer(next, withTitle('Older world'), '"3"');
    expect(editor().isDirty()).toBe(false);
  });

  it('keeps what cannot be stored here, says why, and lets nobody leave with it unasked', async () => {
    await open();
    type(field('Title'), '');
    type(field('Path'), 'us');
    await rest();
    server.expectNone({ method: 'PUT', url: DRAFT });
    expect(textOf(screen())).toContain('Not saved yet.');
    expect(textOf(screen())).toContain('Another page has the path “us” already.');
    expect(button(screen(), 'Publish').getAttribute('aria-disabled')).toBe('true');
    expect([editor().isDirty(), await editor().save()]).toEqual([true, false]);
  });

  it('takes in what somebody else stored, and asks only about what both changed', async () => {
    await open();
    type(field('Title'), 'Mine');
    await rest();
    await refuse(put(), 412);
    await answer(get(), aPageDraft({ content: aContent({ page_header: 'Theirs' }), is_stored: true }), '"7"');
    const merged = put();
    expect(merged.request.headers.get('If-Match')).toBe('"7"');
    expect(sent(merged)).toEqual(aContent({ page_title: 'Mine', page_header: 'Theirs' }));
    await refuse(merged, 412);
    await answer(get(), aPageDraft({ content: aContent({ page_header: 'Theirs', page_title: 'Theirs too' }), is_stored: true }), '"8"');
    expect(textOf(dialog())).toContain('Somebody changed this page meanwhile');
    await press(dialog(), 'Take theirs');
    await press(dialog(), 'Save');
    expect(field('Title').value).toBe('Theirs too');
    server.expectNone({ method: 'PUT', url: DRAFT });
    expect(editor().isDirty()).toBe(false);
  });

  it('publishes what is stored, and follows the page to another path', async () => {
    const content = aContent({ page_path: 'europe' });
    await open(WRITER, aPageDraft({ content, changes: [titleChange('x')], is_stored: true }));
    await press(screen(), 'Publish');
    server.expectOne({ method: 'POST', url: `${DRAFT}/publish` }).flush({ page: { page_path: 'europe' } });
    await rest();
    await answer(server.expectOne('/status/api/v4/pages/europe/draft'), aPageDraft({ content }), '"9"');
    expect(textOf(screen())).toContain('Everything is published');
    expect(TestBed.inject(Router).url).toBe('/manage/pages/edit/europe');
    server.expectNone('/status/api/v4/pages/europe/draft');
  });

  it('shows what would be lost before it publishes over a page that was changed', async () => {
    await open(WRITER, withTitle('Mine', { is_outdated: true }));
    expect(textOf(screen())).toContain('The page was changed after these changes were begun');
    await press(screen(), 'Publish');
    await refuse(server.expectOne({ method: 'POST', url: `${DRAFT}/publish` }), 409);
    expect(textOf(dialog())).toContain('Title Changed');
    await press(dialog(), 'Publish anyway');
    const again = server.expectOne({ method: 'POST', url: `${DRAFT}/publish` });
    expect(again.request.body).toEqual({ overwrite: true });
    again.flush({ page: { page_path: 'eu' } });
    await rest();
    await answer(get(), aPageDraft({ content: aContent({ page_title: 'Mine' }) }), '"9"');
    expect(textOf(screen())).toContain('Everything is published');
  });

  it('forgets everything at once, and remembers it when that is undone', async () => {
    await open(WRITER, withTitle('Mine'));
    await press(screen(), 'Discard');
    const gone = server.expectOne({ method: 'DELETE', url: DRAFT });
    expect(gone.request.headers.get('If-Match')).toBe('"1"');
    gone.flush({ message: 'gone' });
    await rest();
    await answer(get(), aPageDraft(), '"2"');
    expect(field('Title').value).toBe('Europe');
    await press(document, 'Undo');
    expect(sent(put()).page_title).toBe('Mine');
  });

  it('says why a draft could not be stored, and tries again', async () => {
    await open();
    type(field('Title'), 'Mine');
    await rest();
    put().flush(null, { status: 503, statusText: 'Unavailable' });
    await rest();
    expect(textOf(screen().querySelector('app-problem'))).toContain('The draft is not saved.');
    await press(screen(), 'Retry');
    await answer(put(), withTitle('Mine'), '"2"');
    expect(screen().querySelector('app-problem')).toBeNull();
  });

  it('lets who may only look look', async () => {
    await open(['pages.read']);
    expect(field('Title').disabled).toBe(true);
    const words = [...screen().querySelectorAll('button')].map(textOf);
    expect(words.filter((each) => /Publish|Discard/.test(each))).toEqual([]);
  });
});
