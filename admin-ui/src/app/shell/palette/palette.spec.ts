import { HttpTestingController } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { Permission } from '@clarion/contract';
import { aSession, aState, settle, signIn, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { Palette } from './palette.js';
import { monitorText } from './palette-items.js';

@Component({ template: '' })
class Screen {}

describe('Palette', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  let isClosed = false;
  const input = () => host.querySelector('input')!;
  const options = () => [...host.querySelectorAll('[role=option]')].map((each) => textOf(each.querySelector('.ellipsis')));
  const press = async (key: string) => {
    input().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await settle();
  };
  const search = async (text: string) => {
    input().value = text;
    input().dispatchEvent(new Event('input'));
    await vi.advanceTimersByTimeAsync(200);
    await settle();
  };
  const open = async (permissions: Permission[]) => {
    isClosed = false;
    TestBed.configureTestingModule({
      providers: [
        ...dashboard([{ path: '**', component: Screen }]),
        { provide: MatDialogRef, useValue: { close: () => (isClosed = true) } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    host = TestBed.createComponent(Palette).nativeElement as HTMLElement;
    await settle();
  };
  // jsdom has no layout, so there is nothing to scroll.
  beforeAll(() => (Element.prototype.scrollIntoView = () => undefined));
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => vi.useRealTimers());

  it('opens a screen by keyboard', async () => {
    await open(['monitors.read', 'monitors.write', 'api_keys.read']);
    await search('apik');
    server.expectOne(({ url }) => url.endsWith('/monitor-states')).flush({ monitors: [], page: 1, limit: 6, total: 0 });
    await settle();
    expect(options()[0]).toBe('API keys');
    await press('Enter');
    expect(isClosed).toBe(true);
    expect(TestBed.inject(Router).url).toBe('/manage/api-keys');
  });

  it('finds a monitor by part of its name and pauses it', async () => {
    await open(['monitors.read', 'monitors.write']);
    await search('pause shop');
    const request = server.expectOne(({ url }) => url.endsWith('/monitor-states'));
    expect(request.request.params.get('text')).toBe('shop');
    request.flush({ monitors: [aState()], page: 1, limit: 6, total: 1 });
    await settle();
    expect(options()[0]).toBe('Pause Web shop');
    await press('Enter');
    expect(server.expectOne({ method: 'PATCH', url: '/status/api/v4/monitors/shop-web' }).request.body).toEqual({ status: 'INACTIVE' });
  });

  it('marks the option that Enter will run', async () => {
    await open(['monitors.read', 'monitors.write']);
    expect(input().getAttribute('aria-activedescendant')).toBe('palette-0');
    await press('ArrowDown');
    expect(host.querySelector('[aria-selected=true]')?.id).toBe('palette-1');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(host.querySelector('[aria-selected=true]')?.id).toBe(`palette-${options().length - 1}`);
  });

  it('offers a reader nothing they may not do', async () => {
    await open(['monitors.read']);
    expect(options()).not.toContain('New monitor');
    expect(options()).not.toContain('API keys');
    await search('shop');
    server.expectOne(({ url }) => url.endsWith('/monitor-states')).flush({ monitors: [aState()], page: 1, limit: 6, total: 1 });
    await settle();
    expect(options()).toEqual(['Web shop']);
  });
});

describe('monitorText', () => {
  it.each([
    ['pause check', 'check'],
    ['pau check', 'check'],
    ['pa check', 'pa check'],
    ['checkout', 'checkout'],
    ['pause', ''],
  ])('%s asks the server for "%s"', (query, text) => {
    expect(monitorText(query)).toBe(text);
  });
});
