import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { Permission } from '@clarion/contract';
import { aSession, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { Secret } from '../api/secrets.js';
import { Secrets } from './secrets.js';

const LIST = '/status/api/v4/secrets';
const aSecret = (secret: Partial<Secret> = {}): Secret => ({
  name: 'SHOP_TOKEN',
  source: 'stored',
  description: 'Health endpoint of the shop',
  origins: ['https://shop.example.com'],
  used_by: [],
  used_by_triggers: [],
  version: 4,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...secret,
});
const aVariable = (name: string, used_by: string[] = []): Secret =>
  aSecret({ name, used_by, source: 'environment', description: null, origins: null, version: null, created_at: null, updated_at: null });

/** What stands in the lines of a cell. */
const words = (cell: Element): string =>
  [...cell.querySelectorAll('code, a, span:not(:has(*))')]
    .map(textOf)
    .filter((text) => text !== '')
    .join(' ');

describe('Secrets', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const rows = () => [...host.querySelectorAll('tbody tr')].map((row) => [...row.children].map(words));
  const open = async (secrets: Secret[], permissions: Permission[] = ['settings.read', 'settings.write', 'monitors.read']) => {
    TestBed.configureTestingModule({ providers: [dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    const fixture = TestBed.createComponent(Secrets);
    host = fixture.nativeElement as HTMLElement;
    await settle();
    server.expectOne(LIST).flush({ secrets });
    await settle();
  };
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const fill = (...texts: string[]) => {
    const fields = dialog().querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    expect(fields).toHaveLength(texts.length);
    texts.forEach((text, i) => type(fields.item(i), text));
  };
  afterEach(() => {
    server.verify();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('lists names, where they go and who uses them, variables among them', async () => {
    const used = ['a', 'b', 'c', 'd', 'e'];
    await open([aSecret({ used_by: used }), aSecret({ name: 'BOTH', origins: null }), aVariable('BOTH'), aVariable('SECRET_MAIL', ['a'])]);
    expect(rows().map((cells) => cells.slice(0, 3))).toEqual([
      ['$SHOP_TOKEN Health endpoint of the shop', 'https://shop.example.com', 'a b c and 2 more'],
      ['$BOTH Health endpoint of the shop', 'anywhere', 'nothing'],
      ['$BOTH Environment variable; the stored secret is used instead', 'anywhere', 'nothing'],
      ['$SECRET_MAIL Environment variable', 'anywhere', 'a'],
    ]);
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/manage/monitors/a');
    expect(host.querySelectorAll('[aria-label^="Delete "]')).toHaveLength(2);
  });

  it('shows who may only read no way to change anything', async () => {
    await open([aSecret()], ['settings.read', 'monitors.read']);
    expect([...host.querySelectorAll('button')].map((each) => each.getAttribute('aria-label'))).toEqual(['Copy $SHOP_TOKEN']);
  });

  it('stores one, hidden while it is typed, and keeps nothing of it', async () => {
    await open([]);
    expect(textOf(host.querySelector('h2'))).toBe('No secrets yet');
    await press(host, 'Store a secret');
    const value = dialog().querySelector('textarea')!;
    expect(value.classList).toContain('veiled');
    fill('shop_token', 'abc', '', '');
    await press(dialog(), 'Store secret');
    expect(textOf(dialog())).toContain('Upper-case letters, digits and _');
    expect(textOf(dialog())).toContain('At least 4 characters');
    fill('SHOP_TOKEN', 'canary-1234', 'For the shop', 'https://a.test\n https://b.test ');
    await press(dialog(), 'Store secret');
    const request = server.expectOne({ method: 'POST', url: LIST });
    expect(request.request.body).toEqual({
      name: 'SHOP_TOKEN',
      value: 'canary-1234',
      description: 'For the shop',
      origins: ['https://a.test', 'https://b.test'],
    });
    request.flush({ secret: aSecret() });
    await settle();
    server.expectOne(LIST).flush({ secrets: [aSecret()] });
    await settle();
    expect(rows()).toHaveLength(1);
    expect(textOf(document.body)).not.toContain('canary');
  });

  it('changes what was changed, from the version that was shown, and says what the server refuses', async () => {
    await open([aSecret()]);
    await press(host, 'Change SHOP_TOKEN');
    fill('', 'Health endpoint of the shop', 'https://other.example.com');
    await press(dialog(), 'Save');
    const refused = server.expectOne({ method: 'PATCH', url: `${LIST}/SHOP_TOKEN` });
    expect(refused.request.body).toEqual({ origins: ['https://other.example.com'] });
    expect(refused.request.headers.get('If-Match')).toBe('"v4"');
    const message = 'Enter the value again';
    refused.flush(
      { error: { code: 'BAD_REQUEST', message, details: [{ field: 'value', message }] } },
      { status: 400, statusText: 'Bad Request' },
    );
    await settle();
    expect(textOf(dialog())).toContain(message);
    fill('canary-1234', 'Health endpoint of the shop', 'https://other.example.com');
    await press(dialog(), 'Save');
    const request = server.expectOne({ method: 'PATCH', url: `${LIST}/SHOP_TOKEN` });
    expect(request.request.body).toEqual({ value: 'canary-1234', origins: ['https://other.example.com'] });
    request.flush({ secret: aSecret() });
    await settle();
    server.expectOne(LIST).flush({ secrets: [aSecret()] });
  });

  it('deletes one in use only when its name is typed', async () => {
    await open([aSecret({ used_by: ['shop-web', 'shop-api'], used_by_triggers: ['On-call chat'] })]);
    await press(host, 'Delete SHOP_TOKEN');
    expect(textOf(dialog())).toContain('used by 2 monitors (shop-web, shop-api) and by a trigger (On-call chat)');
    expect(button(dialog(), 'Delete anyway').disabled).toBe(true);
    fill('SHOP_TOKEN');
    await settle();
    await press(dialog(), 'Delete anyway');
    server.expectOne({ method: 'DELETE', url: `${LIST}/SHOP_TOKEN?force=true` }).flush({ message: 'Secret SHOP_TOKEN deleted' });
    await settle();
    server.expectOne(LIST).flush({ secrets: [] });
  });

  it('says when a monitor has begun to use it meanwhile', async () => {
    await open([aSecret()]);
    await press(host, 'Delete SHOP_TOKEN');
    await press(dialog(), 'Delete secret');
    server
      .expectOne({ method: 'DELETE', url: `${LIST}/SHOP_TOKEN` })
      .flush(
        { error: { code: 'CONFLICT', message: 'SHOP_TOKEN is used by a monitor: shop-web' } },
        { status: 409, statusText: 'Conflict' },
      );
    await settle();
    server.expectOne(LIST).flush({ secrets: [aSecret({ used_by: ['shop-web'] })] });
    await settle();
    expect(textOf(host.querySelector('app-problem'))).toContain('SHOP_TOKEN is used by a monitor: shop-web');
  });
});
