import type { Snapshot } from '@clarion/contract';
import { TestBed } from '@angular/core/testing';

import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { aPage, aSite } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { answerTo, OFFERED, reset } from '../../../testing/fake-subscriptions.ts';
import { Subscribing } from '../chrome/subscribing';
import { ServerLink } from '../live/server-link';
import { PushAddresses, PushBlockedError } from './push-address';
import { SubscribeDialog } from './subscribe-dialog';

const site = aSite({ subscriptions: OFFERED });
const subject = { scope: { type: 'monitor', monitor_tag: 'checkout-eu' }, name: 'Checkout EU' } as const;

type Asked = Readonly<Record<string, unknown>> & { action: string };

/** The dialog over a server in memory. */
class Reader {
  private constructor(
    readonly host: HTMLElement,
    /** Bodies of its requests. */
    readonly asked: readonly Asked[],
    readonly network: { isOffline: boolean },
    private readonly stable: () => Promise<unknown>,
  ) {}

  static async open(snapshot: Snapshot = aPage({ site }), about: typeof subject | null = null): Promise<Reader> {
    const { link } = setUp(snapshot);
    TestBed.inject(Subscribing).open(new MouseEvent('click'), about);
    const asked: Asked[] = [];
    const network = { isOffline: false };
    TestBed.inject(ServerLink).fetch = async (url, init) => {
      if (!url.endsWith('/dashboard-apis/subscription')) return link.answers.shift() ?? new Response(null, { status: 404 });
      if (network.isOffline) throw new TypeError('Failed to fetch');
      const body = JSON.parse(String(init?.body));
      asked.push(body);
      const { status, answer } = answerTo(body);
      return Response.json(answer, { status });
    };
    const fixture = await draw(SubscribeDialog);
    const reader = new Reader(fixture.nativeElement as HTMLElement, asked, network, () => fixture.whenStable());
    await reader.settle();
    return reader;
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) {
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
      await this.stable();
    }
  }

  find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.host.querySelector<Found>(selector)!;
  }

  get title(): string {
    return textOf(this.find('h2'));
  }

  get text(): string {
    return textOf(this.host);
  }

  async press(word: string): Promise<void> {
    [...this.host.querySelectorAll<HTMLElement>('button')].find((button) => textOf(button).startsWith(word))!.click();
    await this.settle();
  }

  async check(word: string): Promise<void> {
    [...this.host.querySelectorAll('label')]
      .find((label) => textOf(label) === word)!
      .querySelector('input')!
      .click();
    await this.settle();
  }

  async write(selector: string, value: string): Promise<void> {
    const field = this.find<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await this.settle();
  }

  /** Of the last request of its kind. */
  sent(action: string) {
    return this.asked.findLast((each) => each.action === action);
  }
}

beforeEach(() => {
  // The test's document shows no dialogs by itself, and focuses nothing in one that is closed.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  Element.prototype.scrollTo ??= () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  localStorage.clear();
  reset();
});

const subscribe = async (reader: Reader): Promise<void> => {
  await reader.write('[name=email]', 'ana@example.com');
  await reader.press('Send code');
  await reader.write('[name=code]', '123456');
  await reader.press('Confirm');
};

describe('SubscribeDialog', () => {
  it('goes from choices to a code, however it is pasted, and says what to keep', async () => {
    const reader = await Reader.open();
    expect(reader.title).toBe('Subscribe to updates');
    await reader.check('Maintenance');
    await reader.check('Only these');
    await reader.press('Send code');
    expect(textOf(reader.find('#subscribe-no-scope'))).toContain('Choose at least one page');
    await reader.write('[type=search]', 'checkout us');
    await reader.check('Checkout US');
    await reader.write('[name=email]', 'nobody');
    await reader.press('Send code');
    expect([textOf(reader.find('[role=alert]')), reader.find('[name=email]').getAttribute('aria-invalid')]).toEqual([
      'Enter an email address, such as name@example.com.',
      'true',
    ]);
    expect(reader.asked).toEqual([]);

    await reader.write('[name=email]', ' ana@example.com ');
    await reader.press('Send code');
    const choices = {
      ...{ incidents: true, maintenances: false, scopes: [{ type: 'monitor', monitor_tag: 'checkout-us' }] },
      ...{ locale: 'en', time_zone: 'UTC' },
    };
    expect(reader.sent('login')).toEqual({ action: 'login', email: 'ana@example.com', locale: 'en', time_zone: 'UTC', choices });
    expect(document.activeElement).toBe(reader.find('[autocomplete=one-time-code]'));
    await reader.write('[name=code]', 'Code: 654 321');
    await reader.press('Confirm');
    expect(textOf(reader.find('[role=alert]'))).toContain('This code is wrong or too old.');
    await reader.write('[name=code]', '123 456');
    await reader.press('Confirm');
    expect(reader.sent('verify')).toEqual({ action: 'verify', email: 'ana@example.com', code: '123456', choices });
    expect(reader.title).toBe('You are subscribed');
    expect(textOf(reader.find('code'))).toContain('/subscribe/manage/');
    expect(localStorage.getItem('subscriber_token')).toBe('a-token');
  });

  it('sends another code after half a minute', async () => {
    const reader = await Reader.open();
    await reader.write('[name=email]', 'ana@example.com');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await reader.press('Send code');
    await reader.press('Another code can be sent in 30 s');
    vi.advanceTimersByTime(29_000);
    await reader.settle();
    expect(reader.text).toContain('Another code can be sent in 1 s');
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await reader.settle();
    await reader.press('Send another code');
    expect(reader.asked.map(({ action }) => action)).toEqual(['login', 'login']);
    await reader.press('Use another address');
    expect(reader.title).toBe('Subscribe to updates');
  });

  it('says what went wrong without a connection, and when it was too often', async () => {
    const reader = await Reader.open();
    await reader.write('[name=email]', 'bad@example.com');
    await reader.press('Send code');
    expect(textOf(reader.find('[role=alert]'))).toBe('That was too often. Try again in a few minutes.');
    reader.network.isOffline = true;
    await reader.press('Send code');
    expect(textOf(reader.find('[role=alert]'))).toContain('Check your connection');
  });

  it('tests a webhook, refuses what is not safe with the reason, and shows the secret once', async () => {
    const reader = await Reader.open();
    await reader.press('Webhook');
    await reader.write('[type=url]', 'http://hooks.example.com/x');
    await reader.press('Send test');
    expect([textOf(reader.find('[role=alert]')), reader.asked]).toEqual(['Enter an address that begins with https://', []]);
    await reader.write('[type=url]', 'https://bad.example.com/x');
    await reader.press('Send test');
    expect(textOf(reader.find('[role=alert]'))).toBe('This address cannot be used. The address leads into a private network');
    await reader.write('[type=url]', 'https://broken.example.com/x');
    await reader.press('Send test');
    expect(textOf(reader.find('[role=alert]'))).toBe('The test message was not accepted: status 503 after 12 ms. no room');
    await reader.write('[type=url]', 'https://hooks.example.com/x');
    await reader.press('Send test');
    expect(reader.sent('connect')).toMatchObject({ channel: 'webhook', url: 'https://hooks.example.com/x', incidents: true, scopes: [] });
    expect(reader.text).toContain('The test message was accepted: status 200 after 84 ms.');
    expect(textOf(reader.find('code'))).toMatch(/^whsec_/);
  });

  it('says what this browser or its reader does not allow', async () => {
    vi.spyOn(PushAddresses.prototype, 'isSupported').mockReturnValue(true);
    const ask = vi.spyOn(PushAddresses.prototype, 'ask');
    const reader = await Reader.open();
    await reader.press('This browser');
    for (const [error, words] of [
      [new PushBlockedError(), 'Notifications of this site are blocked.'],
      [new DOMException('push service error'), 'Notifications could not be turned on in this browser.'],
    ] as const) {
      ask.mockRejectedValueOnce(error);
      await reader.press('Turn on');
      expect(textOf(reader.find('[role=alert]'))).toContain(words);
    }
    ask.mockResolvedValueOnce({ endpoint: 'https://push.example.com/1', keys: { p256dh: 'p', auth: 'a' } });
    await reader.press('Turn on');
    expect(reader.sent('connectPush')).toMatchObject({ subscription: { endpoint: 'https://push.example.com/1' }, incidents: true });
    expect(reader.title).toBe('You are subscribed');
    vi.restoreAllMocks();
  });

  it('moves between its tabs by keyboard, and offers feeds to those who want no subscription', async () => {
    const reader = await Reader.open();
    const tabs = (): (string | null)[] =>
      [...reader.host.querySelectorAll('[role=tab]')].map((tab) => tab.getAttribute('tabindex') && textOf(tab));
    expect(tabs()).toEqual(['Email', 'Webhook', 'Slack', 'Teams', 'Discord', 'RSS', 'Calendar']);
    reader.find('[role=tab]').dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    await reader.settle();
    expect(textOf(reader.find('[aria-selected=true]'))).toBe('Calendar');
    reader.find('[role=tab]').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    await reader.settle();
    expect(textOf(reader.find('[aria-selected=true]'))).toBe('RSS');
    expect([...reader.host.querySelectorAll('code')].map(textOf)).toEqual(
      ['rss.xml', 'atom.xml', 'feed.json'].map((file) => `${location.origin}/${file}`),
    );
  });

  it('has instructions for Slack where it posts nothing there', async () => {
    const reader = await Reader.open(aPage({ site: aSite({ subscriptions: { email: ['incidents'] } }) }));
    await reader.press('RSS');
    expect(textOf([...reader.host.querySelectorAll('code')].at(-1))).toBe(`/feed subscribe ${location.origin}/rss.xml`);
  });

  it('adds one service to a known subscription, and takes it back', async () => {
    const first = await Reader.open();
    await first.check('Only these');
    await first.check('Checkout US');
    await subscribe(first);
    TestBed.resetTestingModule();
    const reader = await Reader.open(aMonitorPageOnOffer(), subject);
    expect(reader.text).toContain('You will hear of Checkout EU.');
    await reader.press('Undo');
    expect(reader.sent('updatePreferences')).toMatchObject({ scopes: [{ type: 'monitor', monitor_tag: 'checkout-us' }] });
    expect(reader.text).toContain('Taken back.');
  });

  it('picks the service for who is not known, and says so to who hears of everything', async () => {
    const reader = await Reader.open(aMonitorPageOnOffer(), subject);
    await reader.write('[name=email]', 'ana@example.com');
    await reader.press('Send code');
    expect(reader.sent('login')).toMatchObject({ choices: { scopes: [subject.scope] } });
    TestBed.resetTestingModule();
    await subscribe(await Reader.open());
    TestBed.resetTestingModule();
    expect((await Reader.open(aMonitorPageOnOffer(), subject)).text).toContain('You hear of Checkout EU already.');
  });

  it('shows preferences to who is known: saves, resumes, forgets, deletes when asked twice', async () => {
    await subscribe(await Reader.open());
    answerTo({ action: 'updatePreferences', token: 'a-token', status: 'paused', paused_reason: 'five failures' });
    TestBed.resetTestingModule();
    const reader = await Reader.open();
    expect(reader.title).toBe('Your subscription');
    expect(reader.text).toContain('Reason: five failures');
    await reader.press('Resume');
    expect(reader.text).not.toContain('This subscription is paused');
    await reader.press('Pause');
    expect(reader.text).toContain('This subscription is paused');
    await reader.press('Resume');
    await reader.check('Incidents');
    await reader.check('Updates of these hours wait until they are over.');
    await reader.press('Save');
    expect(reader.sent('updatePreferences')).toMatchObject({ incidents: false, quiet_hours: { from: '22:00', to: '07:00' } });
    expect(reader.text).toContain('Saved.');
    await reader.press('Delete subscription');
    expect(reader.text).toContain('Delete the subscription of ana@example.com?');
    expect(reader.sent('deleteSubscription')).toBeUndefined();
    await reader.press('Cancel');
    await reader.press('Delete subscription');
    [...reader.host.querySelectorAll<HTMLElement>('.subscribe-notice button')][0]!.click();
    await reader.settle();
    expect([reader.text.includes('The subscription is deleted.'), localStorage.getItem('subscriber_token')]).toEqual([true, null]);
  });

  it('forgets a token that opens nothing any more', async () => {
    localStorage.setItem('subscriber_token', 'an-old-one');
    const reader = await Reader.open();
    expect([reader.title, localStorage.getItem('subscriber_token')]).toEqual(['Subscribe to updates', null]);
  });

  it('goes away when it is closed', async () => {
    const reader = await Reader.open();
    reader.find('.icon-button').click();
    expect(TestBed.inject(Subscribing).wanted()).toBeNull();
  });
});

const aMonitorPageOnOffer = (): Snapshot => aMonitorPage({ site });
