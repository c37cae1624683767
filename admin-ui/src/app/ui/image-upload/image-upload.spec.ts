import { HttpTestingController } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Permission } from '@clarion/contract';
import { aSession, button, settle, signIn, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { ImageUpload } from './image-upload.js';

const POST = { method: 'POST', url: '/status/api/v4/images?purpose=page_logo&name=logo.png' };

@Component({
  imports: [ImageUpload],
  template: `<app-image-upload label="Logo" purpose="page_logo" hint="Up to 256 pixels." [(value)]="value" />`,
})
class Host {
  readonly value = signal('');
}

describe('ImageUpload', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  let value: () => string;
  const open = async (initial = '', permissions: Permission[] = ['images.write']) => {
    TestBed.configureTestingModule({ providers: [dashboard()] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.value.set(initial);
    value = fixture.componentInstance.value;
    host = fixture.nativeElement as HTMLElement;
    await settle();
  };
  const aFile = (name = 'logo.png', type = 'image/png') => new File([new Uint8Array([1])], name, { type });
  const give = async (event: 'drop' | 'paste', file: File) => {
    const carried = { files: [file], types: ['Files'] };
    const given = new Event(event, { bubbles: true, cancelable: true });
    Object.assign(given, event === 'drop' ? { dataTransfer: carried } : { clipboardData: carried });
    host.querySelector('.zone')!.dispatchEvent(given);
    await settle();
    return given;
  };
  afterEach(() => {
    server.verify();
    TestBed.resetTestingModule();
  });

  it.each(['drop', 'paste'] as const)('uploads at once what comes by %s, and shows it', async (event) => {
    await open();
    const given = await give(event, aFile());
    expect(given.defaultPrevented).toBe(true);
    expect(host.querySelector('mat-progress-bar')?.getAttribute('aria-label')).toBe('Uploading logo.png');
    const sent = server.expectOne(POST);
    expect(sent.request.body).toBeInstanceOf(File);
    expect(sent.request.headers.get('Content-Type')).toBe('image/png');
    sent.flush({ image: { url: '/assets/images/4fQm2vXk9TzB1aLc.png' } });
    await settle();
    expect(value()).toBe('/assets/images/4fQm2vXk9TzB1aLc.png');
    expect(host.querySelector('img')?.getAttribute('src')).toBe('/status/assets/images/4fQm2vXk9TzB1aLc.png');
    expect(textOf(host.querySelector('[role=status]'))).toBe('logo.png uploaded');
    expect(host.querySelector('mat-progress-bar')).toBeNull();
  });

  it('refuses what is no picture before anything is sent', async () => {
    await open();
    await give('drop', aFile('notes.txt', 'text/plain'));
    expect(textOf(host.querySelector('[role=alert]'))).toContain('notes.txt is no picture');
  });

  it('says why the server refuses one, and sends it again when asked', async () => {
    await open();
    await give('drop', aFile());
    const body = { error: { code: 'BAD_REQUEST', message: 'The image cannot be read; it may be damaged' } };
    server.expectOne(POST).flush(body, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(textOf(host.querySelector('app-problem'))).toContain('it may be damaged');
    button(host, 'Retry').click();
    await settle();
    server.expectOne(POST).flush({ image: { url: '/assets/images/a.png' } });
    await settle();
    expect(host.querySelector('app-problem')).toBeNull();
    expect(value()).toBe('/assets/images/a.png');
  });

  it('takes an address instead, without loading from other sites', async () => {
    await open();
    button(host, 'Use an address for Logo').click();
    await settle();
    type(host.querySelector<HTMLInputElement>('input[type=url]')!, ' https://other.test/logo.png ');
    await settle();
    expect(value()).toBe('https://other.test/logo.png');
    expect(host.querySelector('img')).toBeNull();
    expect(textOf(host)).toContain('An image of another site; it is not shown here.');
  });

  it('removes an image, and forgets an upload that is still under way', async () => {
    await open('/assets/images/a.png');
    await give('paste', aFile());
    const late = server.expectOne(POST);
    button(host, 'Remove Logo').click();
    await settle();
    late.flush({ image: { url: '/assets/images/late.png' } });
    await settle();
    expect(value()).toBe('');
    expect(textOf(host.querySelector('[role=status]'))).toBe('Logo removed');
  });

  it('lets who may not upload enter an address alone', async () => {
    await open('', []);
    expect(host.querySelector('input[type=file]')).toBeNull();
    expect(host.querySelector('input[type=url]')).not.toBeNull();
    await give('drop', aFile());
    expect(value()).toBe('');
  });
});
