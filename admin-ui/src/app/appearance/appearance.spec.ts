import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { Permission } from '@clarion/contract';
import { aSession, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { theSettings } from '../../testing/site-settings.js';
import type { SettingChanges, SiteSetting } from '../api/site-settings.js';
import { Appearance } from './appearance.js';

const SETTINGS = '/status/api/v4/site-settings';
const FULL: readonly Permission[] = ['settings.read', 'settings.write', 'images.write'];

describe('Appearance', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  const field = (label: string) =>
    [...host.querySelectorAll('mat-form-field')]
      .find((each) => textOf(each.querySelector('mat-label')) === label)!
      .querySelector<HTMLInputElement>('input, textarea')!;
  const card = (id: string) => host.querySelector<HTMLElement>(`#${id}`)!;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container');
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const answer = (request: TestRequest, settings: SiteSetting[], etag = '"1"') => request.flush({ settings }, { headers: { etag } });
  const saved = () => server.expectOne(({ method, url }) => method === 'PATCH' && url === SETTINGS);
  const refuse = (request: TestRequest, details: object[]) =>
    request.flush({ error: { code: 'BAD_REQUEST', message: 'Refused', details } }, { status: 400, statusText: 'Bad Request' });

  const open = async (settings = theSettings(), permissions = FULL) => {
    TestBed.configureTestingModule({ providers: [dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    host = TestBed.createComponent(Appearance).nativeElement as HTMLElement;
    document.body.append(host);
    await settle();
    answer(server.expectOne(SETTINGS), settings);
    await settle();
  };
  beforeAll(() => (Element.prototype.scrollIntoView = () => undefined));
  afterEach(() => {
    // What is drawn after a pause of typing is the preview's own matter.
    server.match(({ url }) => url.endsWith('/previews'));
    server.verify();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('sends what was changed, from the version it was read in, and takes it back', async () => {
    await open();
    type(field('Title'), 'Soon');
    type(field('Message'), 'We move.');
    await settle();
    expect(textOf(host.querySelector('.state'))).toBe('One setting changed');
    await press(host, 'Save');
    const request = saved();
    expect(request.request.headers.get('if-match')).toBe('"1"');
    const { values, reset } = request.request.body as SettingChanges;
    expect([Object.keys(values), values['announcement'], reset]).toMatchObject([
      ['announcement'],
      { title: 'Soon', message: 'We move.' },
      [],
    ]);
    answer(request, theSettings(values), '"2"');
    await settle();
    expect(textOf(host.querySelector('.state'))).toBe('All changes saved');
    expect(textOf(card('announcement'))).toContain('Announcement: changed from default');
    await press(document, 'Undo');
    const undo = saved();
    expect(undo.request.body).toEqual({ values: {}, reset: ['announcement'] });
    answer(undo, theSettings());
    await settle();
    expect(field('Title').value).toBe('');
  });

  it('puts a setting back to its default', async () => {
    await open(theSettings({ footerHTML: '<p>Own</p>' }));
    await press(card('footer'), 'Reset to default for Footer');
    expect(field('Footer HTML').value).toBe('<p>Watched and told by Clarion</p>');
    await press(host, 'Save');
    const request = saved();
    expect(request.request.body).toEqual({ values: {}, reset: ['footerHTML'] });
    answer(request, theSettings());
    await settle();
    expect(textOf(card('footer'))).not.toContain('changed from default');
  });

  it('warns of a colour that is hard to see, offers a shade, and asks before it saves', async () => {
    await open();
    type(field('Degraded'), '#e6ca61');
    await settle();
    expect(textOf(card('colours'))).toContain('1.6 : 1 on cards, 1.5 : 1 on the page – hard to see.');
    await press(host, 'Save');
    expect(textOf(dialog())).toContain('Degraded (light)');
    await press(dialog()!, 'Cancel');
    const offer = [...card('colours').querySelectorAll('button')].find((each) => textOf(each).startsWith('Use #'))!;
    offer.click();
    await settle();
    expect(textOf(card('colours'))).not.toContain('hard to see');
    await press(host, 'Save');
    answer(saved(), theSettings());
    await settle();
  });

  it('shows what the server refuses at its field, and in which line', async () => {
    await open();
    const css = host.querySelector<HTMLTextAreaElement>('#custom-css')!;
    type(css, 'a { }\n@import "x";');
    await settle();
    await press(host, 'Save');
    refuse(saved(), [{ field: 'customCSS', message: 'customCSS must not use @import', line: 2 }]);
    await settle();
    await settle();
    expect(textOf(host.querySelector('.faults'))).toBe('Line 2The style sheet must not use @import.');
    expect(textOf(host.querySelector('ol .fault'))).toBe('2');
    expect(textOf(host.querySelector('app-settings-errors'))).toContain('Custom CSS');
    await press(card('css'), 'Line 2');
    expect(css.value.slice(css.selectionStart, css.selectionEnd)).toBe('@import "x";');
    await press(host, 'Discard');
    expect(css.value).toBe('');
  });

  it('keeps what somebody else stored meanwhile', async () => {
    await open();
    type(field('Font family'), 'Inter');
    await settle();
    await press(host, 'Save');
    saved().flush({ error: { code: 'PRECONDITION_FAILED', message: 'x' } }, { status: 412, statusText: 'Precondition Failed' });
    await settle();
    answer(server.expectOne(SETTINGS), theSettings({ footerHTML: '<p>Theirs</p>' }), '"2"');
    await settle();
    const again = saved();
    expect([again.request.headers.get('if-match'), again.request.body]).toEqual([
      '"2"',
      { values: { font: { cssSrc: '', family: 'Inter' } }, reset: [] },
    ]);
    answer(again, theSettings({ footerHTML: '<p>Theirs</p>', font: { cssSrc: '', family: 'Inter' } }));
    await settle();
    expect(field('Footer HTML').value).toBe('<p>Theirs</p>');
  });

  it('adds, moves and removes links by keyboard and by buttons', async () => {
    await open();
    await press(card('navigation'), 'Add a link');
    type(field('Name of link 2'), 'Docs');
    type(field('Address of link 2'), '/docs');
    await settle();
    field('Name of link 2').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true }));
    await settle();
    expect([field('Name of link 1').value, field('Name of link 2').value]).toEqual(['Docs', 'Dashboard']);
    await press(card('navigation'), 'Move Docs down');
    expect(field('Name of link 2').value).toBe('Docs');
    await press(card('navigation'), 'Remove Dashboard');
    expect(field('Name of link 1').value).toBe('Docs');
  });

  it('searches its cards', async () => {
    await open();
    type(field('Search settings'), 'favicon');
    await settle();
    expect([...host.querySelectorAll('.find a')].map(textOf)).toEqual(['Images']);
    expect(card('images').closest('.absent')).toBeNull();
    expect(card('footer').closest('.absent')).not.toBeNull();
  });

  it('shows values to those who may only read, and no buttons', async () => {
    await open(theSettings({ footerHTML: '<p>Own</p>' }), ['settings.read']);
    expect(field('Footer HTML').disabled).toBe(true);
    expect(host.querySelectorAll('button:not([role=combobox], [role=switch])')).toHaveLength(0);
    expect(host.querySelector('app-live-preview')).toBeNull();
    expect(textOf(card('footer'))).toContain('changed from default');
  });
});
