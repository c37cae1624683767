import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { EditorView } from '@codemirror/view';
import type { MessageTemplate } from '../api/message-templates.js';
import { aSession, button, settle, signIn, textOf } from '../../testing/builders.js';
import { aMessageTemplate, aTemplateAnswer } from '../../testing/message-templates.js';
import { dashboard } from '../../testing/setup.js';
import { MessageList } from './message-list.js';
import { templatesRoutes } from './templates.routes.js';

const URL = '/status/api/v4/email-templates';
const ONE = `${URL}/subscription_update?locale=de`;

describe('templates', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container');
  const editor = (label: string): EditorView => EditorView.findFromDOM(page().querySelector<HTMLElement>(`[aria-label="${label}"]`)!)!;
  const write = async (label: string, text: string) => {
    const view = editor(label);
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const setUp = async () => {
    TestBed.configureTestingModule({
      providers: [...dashboard(templatesRoutes), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['email_templates.read', 'email_templates.write']));
  };
  const open = async (template: Partial<MessageTemplate> = {}) => {
    await setUp();
    harness = await RouterTestingHarness.create('/subscription_update?lang=de');
    await settle();
    server.expectOne(ONE).flush(aTemplateAnswer(template), { headers: { etag: '"1"' } });
    await settle();
    await settle();
  };
  beforeAll(() => {
    // The test's document has no layout, which the editor measures.
    Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('are listed with the languages that somebody wrote words for', async () => {
    await setUp();
    const root = TestBed.createComponent(MessageList).nativeElement as HTMLElement;
    await settle();
    const languages = [
      { locale: 'de', updated_at: new Date().toISOString() },
      { locale: null, updated_at: '2026-03-02T10:15:02.000Z' },
    ];
    const note = aMessageTemplate({ template_id: 'alert', kind: 'note' });
    server.expectOne(URL).flush({ email_templates: [aMessageTemplate({ languages }), note] });
    await settle();
    const [first, second] = [...root.querySelectorAll('tbody tr')].map((row) => textOf(row));
    expect(first).toContain('News for subscribers');
    expect(first).toMatch(/DeutschAll languagesjust now$/);
    expect(second).toContain('None: it says what it came with');
    expect([...root.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toContain(
      '/manage/templates/subscription_update?lang=de',
    );
  });

  it('are saved for their language from the version that was read, and keep what was refused', async () => {
    await open();
    expect(textOf(page())).toContain('Nobody has written words for this language');
    await write('Subject', 'Neu:\n{{title}}');
    expect(editor('Subject').state.doc.toString()).toBe('Neu: {{title}}');
    await press(page(), 'Save');
    const sent = server.expectOne({ method: 'PATCH', url: ONE });
    expect([sent.request.headers.get('If-Match'), sent.request.body]).toEqual([
      '"1"',
      { template_subject: 'Neu: {{title}}', template_html_body: '<p>{{title}}</p>', template_text_body: '' },
    ]);
    const message = '{{cta_url}} is missing: Where to read on';
    const details = [{ field: 'template_html_body', message }];
    sent.flush({ error: { code: 'BAD_REQUEST', message, details } }, { status: 400, statusText: 'x' });
    await settle();
    await settle();
    expect(textOf(page().querySelector('.problems'))).toBe(`Error in HTML: ${message}`);
    expect(editor('Subject').state.doc.toString()).toBe('Neu: {{title}}');
  });

  it('put a variable where somebody writes, and can take it back', async () => {
    await open();
    editor('HTML').dispatch({ selection: { anchor: 3 } });
    editor('HTML').focus();
    await press(page(), 'cta_url');
    expect(editor('HTML').state.doc.toString()).toBe('<p>{{cta_url}}{{title}}</p>');
    await press(page(), 'Undo');
    expect(editor('HTML').state.doc.toString()).toBe('<p>{{title}}</p>');
    await press(page(), 'Start from the default words');
    expect(editor('HTML').state.doc.toString()).toBe('<p>Default</p>');
  });

  it('are merged with what somebody else stored meanwhile, or asked about', async () => {
    await open({ is_own: true });
    await write('Subject', 'Mine');
    await press(page(), 'Save');
    server
      .expectOne({ method: 'PATCH', url: ONE })
      .flush({ error: { code: 'PRECONDITION_FAILED', message: 'changed' } }, { status: 412, statusText: 'x' });
    await settle();
    const theirs = aTemplateAnswer({ is_own: true, template_subject: 'Theirs', template_html_body: '<p>New</p>' });
    server.expectOne({ method: 'GET', url: ONE }).flush(theirs, { headers: { etag: '"2"' } });
    await settle();
    await settle();
    expect(textOf(dialog())).toContain('Somebody changed this template meanwhile');
    await press(dialog()!, 'Save');
    const { request } = server.expectOne({ method: 'PATCH', url: ONE });
    expect([request.headers.get('If-Match'), request.body]).toEqual([
      '"2"',
      { template_subject: 'Mine', template_html_body: '<p>New</p>', template_text_body: '' },
    ]);
  });

  it('are not lost by going to another language', async () => {
    await open();
    await write('Subject', 'Mine');
    const moving = TestBed.inject(Router).navigateByUrl('/subscription_update?lang=fr');
    await settle();
    expect(textOf(dialog())).toContain('Save your changes?');
    await press(dialog()!, 'Stay');
    expect(await moving).toBe(false);
  });
});
