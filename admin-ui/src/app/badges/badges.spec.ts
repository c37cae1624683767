import { HttpTestingController } from '@angular/common/http/testing';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { Permission } from '@clarion/contract';
import type { MonitorState } from '../api/monitors.js';
import { aState, aSession, settle, signIn, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { Badges } from './badges.js';

const HERE = location.origin;

describe('Badges', () => {
  let server: HttpTestingController;
  let fixture: ComponentFixture<Badges>;
  let host: HTMLElement;

  const open = async (
    inputs: { tag?: string; as?: string },
    monitor: Partial<MonitorState> = {},
    permissions: Permission[] = ['monitors.read'],
  ) => {
    TestBed.configureTestingModule({ providers: [dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    fixture = TestBed.createComponent(Badges);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    host = fixture.nativeElement as HTMLElement;
    await settle();
    if (permissions.includes('settings.read')) {
      server.expectOne('/status/api/v4/site/siteURL').flush({ key: 'siteURL', value: 'https://status.test/', data_type: 'string' });
    }
    const { tag } = inputs;
    if (tag !== undefined) {
      server
        .expectOne(`/status/api/v4/monitor-states/${tag}`)
        .flush({ monitor: aState({ tag, name: 'Web "shop"', pages: [{ page_path: '~home', page_title: 'Home' }], ...monitor }) });
    }
    await settle();
    await fixture.whenStable();
  };
  const texts = (): string[] => [...host.querySelectorAll('code')].map((code) => code.textContent);
  const write = async (label: string, value: string): Promise<void> => {
    const field = [...host.querySelectorAll('mat-form-field')].find((each) => textOf(each).startsWith(label))!.querySelector('input')!;
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  afterEach(() => {
    server.verify();
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('makes a badge of the whole site, at its public address', async () => {
    await open({}, {}, ['monitors.read', 'settings.read']);
    expect(texts()).toEqual([
      'https://status.test/status/badge/_/status',
      '[![Status](https://status.test/status/badge/_/status)](https://status.test/status/)',
      '<a href="https://status.test/status/"><img src="https://status.test/status/badge/_/status" alt="Status"></a>',
      'https://status.test/status/badge/_/status.json',
    ]);
    expect([...host.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual(Array(2).fill('/status/badge/_/status'));
    await write('Label', '<b>');
    expect(texts()[2]).toContain('alt="&lt;b&gt;"');
  });

  it('makes a badge of a monitor, wherever the dashboard is open', async () => {
    await open({ tag: 'shop-web' });
    expect(texts()[1]).toBe(String.raw`[![Web \"shop\"](${HERE}/status/badge/shop-web/status)](${HERE}/status/monitors/shop-web)`);
    expect(host.querySelector('.warning')).toBeNull();
  });

  it.each<[Partial<MonitorState>, string]>([
    [{ status: 'INACTIVE' }, 'paused'],
    [{ is_hidden: 'YES' }, 'hidden'],
    [{ pages: [] }, 'on no page'],
  ])('says why readers would see nothing: %j', async (monitor, words) => {
    await open({ tag: 'shop-web' }, monitor);
    expect(textOf(host.querySelector('.warning'))).toContain(words);
  });

  it('makes a frame, and shows it', async () => {
    await open({ tag: 'shop-web', as: 'embed' });
    await write('Days', '7');
    expect(host.querySelector('iframe')!.getAttribute('src')).toBe('/status/embed/monitor-shop-web?days=7');
    expect(texts()[0]).toBe(`<script async src="${HERE}/status/embed/monitor-shop-web/js?days=7"></script>`);
    expect(texts()[1]).toContain('title="Web &quot;shop&quot;"');
  });

  it('offers of the whole site what goes on', async () => {
    await open({ as: 'embed' });
    expect(host.querySelector('iframe')!.getAttribute('src')).toBe('/status/embed/events/live');
    expect(host.querySelectorAll('mat-slide-toggle').length).toBe(2);
  });
});
