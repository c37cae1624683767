import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { IncidentTemplate } from '../../api/incidents.js';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { aTemplate } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { TemplateList } from './template-list.js';

const LIST = '/status/api/v4/incident-templates';

describe('TemplateList', () => {
  let server: HttpTestingController;
  let page: HTMLElement;
  const dialog = () => document.querySelector<HTMLElement>('mat-dialog-container')!;
  const press = async (root: ParentNode, words: string) => {
    button(root, words).click();
    await settle();
    await settle();
  };
  const open = async (templates: IncidentTemplate[]) => {
    TestBed.configureTestingModule({
      providers: [...dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['incidents.read', 'incidents.write']));
    page = TestBed.createComponent(TemplateList).nativeElement as HTMLElement;
    await settle();
    server.expectOne(LIST).flush({ templates });
    await settle();
  };
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('stores a new one, and names a variable that is misspelt', async () => {
    await open([]);
    await press(page, 'Write the first template');
    const [name, title] = dialog().querySelectorAll<HTMLInputElement>('mat-form-field input');
    type(name!, 'Slow');
    type(title!, 'Slow {{monitor}}');
    await press(dialog(), 'Store template');
    expect(textOf(dialog())).toContain('{{monitor}} is none of the variables: monitors, site_name, start_time.');
    type(title!, 'Slow {{monitors}}');
    await press(dialog(), 'Store template');
    const request = server.expectOne({ method: 'POST', url: LIST });
    expect(request.request.body).toEqual({
      name: 'Slow',
      title: 'Slow {{monitors}}',
      comment: '',
      state: 'INVESTIGATING',
      monitors: [],
      is_global: 'YES',
    });
    request.flush({ template: aTemplate() });
    await settle();
    server.expectOne(LIST).flush({ templates: [aTemplate()] });
    await settle();
    expect(textOf(page.querySelector('li'))).toContain('Elevated errors on {{monitors}}');
  });

  it('changes what was changed, and puts a taken name on its field', async () => {
    await open([aTemplate()]);
    await press(page, 'Change Elevated errors');
    type(dialog().querySelector<HTMLInputElement>('mat-form-field input')!, 'Slow');
    await press(dialog(), 'Save');
    const request = server.expectOne({ method: 'PATCH', url: `${LIST}/3` });
    expect([request.request.body, request.request.headers.get('If-Match')]).toEqual([{ name: 'Slow' }, '"v1"']);
    const message = 'Another template has this name';
    request.flush({ error: { code: 'BAD_REQUEST', message, details: [{ field: 'name', message }] } }, { status: 400, statusText: 'x' });
    await settle();
    expect(textOf(dialog().querySelector('mat-error'))).toBe(message);
  });

  it('deletes one after asking', async () => {
    await open([aTemplate()]);
    await press(page, 'Delete Elevated errors');
    await press(dialog(), 'Delete template');
    server.expectOne({ method: 'DELETE', url: `${LIST}/3` }).flush({ message: 'gone' });
    await settle();
    server.expectOne(LIST).flush({ templates: [] });
    await settle();
    expect(textOf(page)).toContain('No templates yet');
  });
});
