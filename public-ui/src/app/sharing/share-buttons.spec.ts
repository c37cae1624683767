import { TestBed } from '@angular/core/testing';

import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { ShareButtons } from './share-buttons';
import { ShareDialog } from './share-dialog';

const drawn = async (sharing = { badges: true, embeds: true }) => {
  const snapshot = aMonitorPage({ sharing });
  setUp(snapshot);
  const fixture = await draw(ShareButtons, { snapshot });
  return fixture.nativeElement as HTMLElement;
};
const buttons = (host: HTMLElement): string[] => [...host.querySelectorAll(':scope > button')].map(textOf);

describe('ShareButtons', () => {
  it.each([
    [{ badges: true, embeds: true }, ['Badge', 'Embed'], 4],
    [{ badges: true, embeds: false }, ['Badge'], 2],
    [{ badges: false, embeds: true }, ['Embed'], 2],
    [{ badges: false, embeds: false }, [], 0],
  ])('offers what may be shared: %j', async (sharing, words, texts) => {
    const host = await drawn(sharing);
    expect([buttons(host), host.querySelectorAll('code').length]).toEqual([words, texts]);
  });

  it('has the usual texts in the page for those without script', async () => {
    const host = await drawn();
    const [markdown, html, frame, script] = [...host.querySelectorAll('code')].map((code) => code.textContent);
    expect(markdown).toContain('/badge/checkout-eu/status)](');
    expect(html).toContain('alt="Checkout EU"');
    expect(frame).toContain('/embed/monitor-checkout-eu" title="Checkout EU"');
    expect(script).toContain('/embed/monitor-checkout-eu/js"></script>');
  });
});

describe('ShareDialog', () => {
  beforeEach(() => {
    // The test's document shows no dialogs.
    HTMLDialogElement.prototype.showModal ??= () => undefined;
  });

  const open = async (mode: 'badge' | 'embed') => {
    const snapshot = aMonitorPage();
    setUp(snapshot);
    const fixture = await draw(ShareDialog, { snapshot, mode });
    const host = fixture.nativeElement as HTMLElement;
    const choose = async (label: string, act: (field: HTMLInputElement & HTMLSelectElement) => void, event: string): Promise<void> => {
      const found = [...host.querySelectorAll('label')].find((each) => textOf(each).startsWith(label));
      const field = found!.querySelector('input, select') as HTMLInputElement & HTMLSelectElement;
      act(field);
      field.dispatchEvent(new Event(event));
      await fixture.whenStable();
    };
    return {
      host,
      pick: (label: string, index: number) => choose(label, (field) => (field.selectedIndex = index), 'change'),
      write: (label: string, value: string) => choose(label, (field) => (field.value = value), 'input'),
      check: (label: string) => choose(label, () => undefined, 'change'),
      labels: () => [...host.querySelectorAll('label')].map((label) => textOf(label.querySelector('span')) || textOf(label)),
      texts: () => [...host.querySelectorAll('code')].map((code) => code.textContent),
    };
  };

  it('makes a badge of every choice, and shows it on white and on black', async () => {
    const { host, pick, write, check, texts } = await open('badge');
    await pick('Shows', 2);
    await pick('Style', 4);
    await write('Text on the left', 'A "b" <c> 🚀');
    await write('Days', '7');
    await pick('Value', 1);
    await write('Colour on the right', '#ff0000');
    await check('Do not name');
    const query = 'label=A%20%22b%22%20%3Cc%3E%20%F0%9F%9A%80&style=social&color=ff0000&sinceLast=604800&hideDuration=true&metric=maximum';
    const [address, markdown, html, shields] = texts();
    expect(address).toBe(`${location.origin}/badge/checkout-eu/latency?${query}`);
    expect(markdown).toContain(String.raw`[![A \"b\" \<c\> 🚀](`);
    expect(html).toContain('alt="A &quot;b&quot; &lt;c&gt; 🚀"');
    expect(shields).toContain('/badge/checkout-eu/latency.json?');
    expect([...host.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual(
      Array(2).fill(`/badge/checkout-eu/latency?${query}`),
    );
  });

  it('asks of a dot only what a dot has', async () => {
    const { pick, check, labels, texts } = await open('badge');
    await pick('Shows', 3);
    await check('Pulsing');
    await check('Always in');
    expect(labels()).toEqual(['Shows', 'Colour', 'Pulsing', 'Always in English']);
    expect(texts()[0]).toBe(`${location.origin}/badge/checkout-eu/dot?animate=ping&locale=en`);
  });

  it('makes a frame of every choice, and shows it', async () => {
    const { host, pick, write, check, texts } = await open('embed');
    const shown = (): string | null => host.querySelector('iframe')!.getAttribute('src');
    expect([shown(), host.querySelector('iframe')!.height]).toEqual(['/embed/monitor-checkout-eu', '70']);
    await pick('Shows', 1);
    await pick('Theme', 2);
    await write('Days', '7');
    await write('Height', '200');
    expect(shown()).toBe('/embed/latency-checkout-eu?theme=dark&days=7&height=200');
    await pick('Shows', 2);
    await check('Maintenance');
    await check('Only events of Checkout EU');
    expect(shown()).toBe('/embed/events/live?theme=dark&incidents=1&maintenance=0&tags=checkout-eu');
    expect(texts()[2]).toBe(
      `<script async src="${location.origin}/embed/events/live/js?theme=dark&amp;incidents=1&amp;maintenance=0&amp;tags=checkout-eu"></script>`,
    );
  });

  it('copies, and marks the text where it cannot', async () => {
    const { host } = await open('badge');
    const button = host.querySelector<HTMLButtonElement>('app-snippets button')!;
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    button.click();
    await vi.waitFor(() => expect(textOf(host.querySelector('app-snippets [role=status]'))).toBe('Copied: Address'));
    expect(copied).toEqual([`${location.origin}/badge/checkout-eu/status`]);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    button.click();
    await vi.waitFor(() => expect(textOf(host.querySelector('app-snippets [role=status]'))).toBe(''));
    TestBed.resetTestingModule();
  });
});
