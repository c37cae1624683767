import { HttpResponse } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import type { HoldAnswer } from '../api/holds.js';
import { aPreview, answerDryRuns } from '../../testing/incident-builders.js';
import { button, settle, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { DryRun } from '../ui/change-preview/dry-run.js';
import { HoldBar } from './hold-bar.js';
import { Holds } from './holds.js';
import { WhoHears } from './who-hears.js';

@Component({ selector: 'app-form', imports: [WhoHears], providers: [DryRun], template: '<app-who-hears />' })
class Form {
  constructor() {
    inject(DryRun).request.set({ method: 'POST', url: '/api/v4/incidents', body: {} });
  }
}

const HOLD = '/status/api/v4/deliveries/hold';
const held = (event: string | null) => new HttpResponse({ headers: undefined, body: {} }).clone({ headers: headersWith(event) });
const headersWith = (event: string | null) => {
  const { headers } = new HttpResponse<unknown>();
  return event === null ? headers : headers.set('x-clarion-event', event);
};
const answer = (part: Partial<HoldAnswer> = {}): HoldAnswer => ({
  ...{ event_id: 7, is_event_changed: true, count: 0, is_retracted: true, draft_id: 3, reason: null, hold_until: null },
  ...part,
});

let server: HttpTestingController;
beforeEach(() => {
  TestBed.configureTestingModule({
    providers: [...dashboard(), { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } }],
  });
  server = TestBed.inject(HttpTestingController);
});
afterEach(() => {
  TestBed.resetTestingModule();
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('HoldBar', () => {
  const open = async (known: object[] = []) => {
    const bar = TestBed.createComponent(HoldBar);
    document.body.append(bar.nativeElement);
    server.expectOne(HOLD).flush({ held: known });
    await settle();
    return bar.nativeElement as HTMLElement;
  };

  it('counts down, and takes back what was published', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
    const bar = await open();
    expect(textOf(bar)).toBe('');
    const undone = vi.fn();
    expect(TestBed.inject(Holds).note(held(null), 'Posted', undone)).toBe(false);
    expect(TestBed.inject(Holds).note(held('7'), 'Published “Cards fail”', undone)).toBe(true);
    await settle();
    expect(textOf(bar)).toContain('Published “Cards fail”.');
    expect(textOf(bar)).toContain('Messages leave in 30 s.');
    vi.advanceTimersByTime(12_000);
    await settle();
    expect(textOf(bar)).toContain('Messages leave in 18 s.');
    button(bar, 'Undo').click();
    server.expectOne(`${HOLD}/7/undo`).flush(answer());
    await settle();
    expect(undone).toHaveBeenCalledWith(answer());
    expect(textOf(bar)).toBe('');
    expect(textOf(document.querySelector('mat-snack-bar-container'))).toContain('Taken back. No message leaves.');
  });

  it('is held until somebody decides, also from before a reload', async () => {
    const now = Date.now();
    const at = (ms: number) => new Date(now + ms).toISOString();
    const event = {
      event_id: 9,
      topic: 'incident.commented',
      about: 'incident:4',
      created_at: at(-5_000),
      hold_until: at(25_000),
      can_retract: false,
    };
    const bar = await open([event]);
    expect(textOf(bar)).toContain('Published: incident 4.');
    expect(button(bar, 'Send nothing')).not.toBeNull();
    button(bar, 'Hold').click();
    server.expectOne(`${HOLD}/9/hold`).flush(answer({ event_id: 9, hold_until: at(3_595_000) }));
    await settle();
    expect(textOf(bar)).toContain('Messages wait for you, at most 60 min.');
    button(bar, 'Send now').click();
    server.expectOne(`${HOLD}/9/send-now`).flush({ error: { code: 'FORBIDDEN', message: 'Not you.' } }, { status: 403, statusText: 'x' });
    await settle();
    expect(textOf(bar)).toContain('Not done: Not you.');
    button(bar, 'Send now').click();
    server.expectOne(`${HOLD}/9/send-now`).flush(answer({ event_id: 9, is_retracted: false }));
    await settle();
    expect(textOf(bar)).toBe('');
  });

  it('says that the messages are on their way, and goes', async () => {
    vi.useFakeTimers({ now: 1_800_000_000_000, toFake: ['Date', 'setInterval', 'clearInterval'] });
    const bar = await open();
    TestBed.inject(Holds).note(held('7'), 'Published', null);
    vi.advanceTimersByTime(31_000);
    await settle();
    expect(textOf(bar)).toContain('Messages are on their way.');
    expect(bar.querySelectorAll('button')).toHaveLength(0);
    vi.advanceTimersByTime(4_000);
    await settle();
    expect(textOf(bar)).toBe('');
  });
});

describe('WhoHears', () => {
  const MAIL = {
    ...{
      audience: 'subscribers' as const,
      channel: 'email',
      locale: 'de',
      subject: '[#1:IDENTIFIED] Cards',
      html: '<p>Hallo</p>',
      text: 'Hallo, schlicht',
    },
    ...{ link_url: null, link_text: null, fields: [], body: null, reason: null },
  };
  const NOTE = {
    ...MAIL,
    ...{ audience: 'trigger' as const, channel: 'slack', html: null, subject: 'Cards', text: 'We look', body: '{"text":"We look"}' },
    ...{ link_url: 'https://status.acme.test/incidents/1', link_text: 'View', fields: [{ label: 'Start', value: 'now' }] },
  };
  const preview = aPreview({
    ...{ announcements: 1, recipients: { email: 1_130, slack: 0 }, triggers: [{ name: 'Ops', channel: 'slack' }] },
    languages: [
      { channel: 'email', locale: 'en', count: 900 },
      { channel: 'email', locale: 'de', count: 230 },
    ],
    left_out: { paused: 12, bounced: 3, inactive: 0 },
    messages: [MAIL, NOTE],
  });

  it('42 counts by channel and language, says who is left out, and shows each message', async () => {
    const form = TestBed.createComponent(Form);
    document.body.append(form.nativeElement);
    await answerDryRuns(server, preview);
    await settle();
    const panel = form.nativeElement as HTMLElement;
    expect(textOf(panel)).toContain('E-mail1,130English 900, German 230');
    expect(textOf(panel)).toContain('TriggersOps (Slack)');
    expect([...panel.querySelectorAll('li')].map(textOf)).toEqual(['12 paused', '3 bounced']);
    button(panel, 'See each message (2)').click();
    const dialog = await vi.waitFor(() => {
      const found = document.querySelector('mat-dialog-container');
      if (!found) throw new Error('No dialog');
      return found;
    });
    await settle();
    expect(textOf(dialog)).toContain('E-mail, German');
    expect(dialog.querySelector('iframe')!.getAttribute('sandbox')).toBe('allow-same-origin');
    button(dialog, 'Plain text').click();
    await settle();
    expect(textOf(dialog.querySelector('pre'))).toBe('Hallo, schlicht');
    [...dialog.querySelectorAll<HTMLButtonElement>('li button')][1]!.click();
    await settle();
    expect(textOf(dialog.querySelector('article'))).toBe('CardsWe lookStartnowViewhttps://status.acme.test/incidents/1');
    expect(textOf(dialog.querySelector('pre'))).toContain('"text": "We look"');
  });

  it('of planned work, says what is told when its time comes', async () => {
    const form = TestBed.createComponent(Form);
    document.body.append(form.nativeElement);
    await answerDryRuns(
      server,
      aPreview({ announcements: 0, recipients: { email: 0 }, messages: [], later: { ...preview, announcements: 3 } }),
    );
    await settle();
    const words = textOf(form.nativeElement as HTMLElement);
    expect(words).toContain('Nobody now. When its time comes:');
    expect(words).toContain('E-mail1,130English 900, German 230');
    expect(words).toContain('See each message (2)');
  });
});
