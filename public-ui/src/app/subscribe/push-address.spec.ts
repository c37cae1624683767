import { pathToFileURL } from 'node:url';
import { TestBed } from '@angular/core/testing';

import { aPage, aSite } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { PushAddresses, PushBlockedError } from './push-address';

const ENDPOINT = 'https://push.example.com/1';

/** A browser that takes notifications, as far as this page uses it. */
const aBrowser = (permission: NotificationPermission) => {
  const acts: string[] = [];
  const subscription = {
    toJSON: () => ({ endpoint: ENDPOINT, keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => void acts.push('unsubscribe'),
  };
  const registration = {
    active: { state: 'activated' },
    pushManager: {
      getSubscription: async () => (acts.includes('subscribe') ? subscription : null),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
        acts.push('subscribe', String(applicationServerKey));
        return subscription;
      },
    },
    unregister: async () => void acts.push('unregister'),
  };
  const serviceWorker = {
    register: async (url: string, { scope }: { scope: string }) => {
      acts.push(`register ${url} for ${scope}`);
      return registration;
    },
    getRegistration: async () => registration,
  };
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', { requestPermission: async () => permission });
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true });
  return acts;
};

describe('PushAddresses', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(navigator, 'serviceWorker');
  });
  const addresses = (): PushAddresses => {
    setUp(aPage({ site: aSite({ basePath: '/status' }) }));
    return TestBed.inject(PushAddresses);
  };

  it('asks the reader first, then the browser, with the key of the installation', async () => {
    const acts = aBrowser('granted');
    const push = addresses();
    expect(push.isSupported()).toBe(true);
    // 0xfb 0xff: letters that are written otherwise in addresses.
    expect(await push.ask(async () => '-_8')).toEqual({ endpoint: ENDPOINT, keys: { p256dh: 'p', auth: 'a' } });
    expect(acts).toEqual(['register /status/push-worker.js for /status/', 'subscribe', '251,255']);
    await push.drop();
    expect(acts.slice(3)).toEqual(['unsubscribe', 'unregister']);
  });

  it('is told when the reader says no, and asks nobody else', async () => {
    const acts = aBrowser('denied');
    await expect(addresses().ask(async () => 'AA')).rejects.toBeInstanceOf(PushBlockedError);
    expect(acts).toEqual([]);
  });

  it('offers nothing where there is no safe connection', () => {
    aBrowser('granted');
    vi.stubGlobal('isSecureContext', false);
    expect(addresses().isSupported()).toBe(false);
  });
});

describe('push-worker.js', () => {
  type Listener = (event: object) => void;
  const listeners = new Map<string, Listener>();
  const home = `${location.origin}/`;
  beforeAll(async () => {
    vi.stubGlobal('addEventListener', (type: string, listener: Listener) => listeners.set(type, listener));
    await import(/* @vite-ignore */ pathToFileURL('public-ui/public/push-worker.js').href);
    vi.unstubAllGlobals();
  });
  afterEach(() => vi.unstubAllGlobals());

  const work = () => {
    const acts: unknown[] = [];
    const open = { url: `${home}incidents/7`, focus: () => void acts.push('focus') };
    vi.stubGlobal('registration', { scope: home, showNotification: (title: string, options: object) => acts.push([title, options]) });
    vi.stubGlobal('clients', { matchAll: async () => [open], openWindow: (url: string) => acts.push(`open ${url}`) });
    const send = async (type: string, event: object): Promise<void> => {
      const waits: unknown[] = [];
      listeners.get(type)!({ ...event, waitUntil: (work: unknown) => waits.push(work) });
      await Promise.all(waits);
    };
    const click = async (url: string) => send('notificationclick', { notification: { data: { url }, close: () => acts.push('close') } });
    return { acts, send, click };
  };

  it('shows what was sent', async () => {
    const { acts, send } = work();
    const message = { title: 'Checkout is down', body: 'We look into it.', url: '/incidents/7', tag: 'incident 7' };
    await send('push', { data: { json: () => message } });
    await send('push', { data: null });
    expect(acts).toEqual([
      ['Checkout is down', { body: 'We look into it.', tag: 'incident 7', data: { url: '/incidents/7' } }],
      ['', { data: { url: undefined } }],
    ]);
    // Pages are never answered from here.
    expect([...listeners.keys()]).toEqual(['push', 'notificationclick']);
  });

  it('leads to what it is about, in the tab that has it, and never elsewhere', async () => {
    const { acts, click } = work();
    await click(`${home}incidents/7`);
    await click(`${home}incidents/8`);
    await click('https://evil.example.net/');
    expect(acts).toEqual(['close', 'focus', 'close', `open ${home}incidents/8`, 'close', `open ${home}`]);
  });
});
