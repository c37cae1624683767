import { NOW } from '../../testing/fixtures.ts';
import { afterSections, beforePaint } from './inline-scripts';

const { dataset } = document.documentElement;
const open = (address: string, attributes: Readonly<Record<string, string>> = {}): void => {
  history.replaceState(null, '', address);
  Object.assign(dataset, attributes);
  beforePaint();
};

describe('before the first paint', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW * 1_000 });
    for (const name of Object.keys(dataset)) delete dataset[name];
    localStorage.clear();
    document.cookie = 'clarion_theme=;path=/;max-age=0';
  });
  afterEach(() => vi.useRealTimers());

  it('the chosen theme is on, and one in the address wins', () => {
    document.cookie = 'clarion_theme=dark;path=/';
    open('/', { theme: 'system' });
    expect(dataset['theme']).toBe('dark');
    open('/?theme=light');
    expect(dataset['theme']).toBe('light');
  });

  it('a site without a switch keeps its theme, whatever was chosen before it had none', () => {
    document.cookie = 'clarion_theme=dark;path=/';
    open('/', { theme: 'light', fixed: '' });
    expect(dataset['theme']).toBe('light');
    open('/?theme=dark');
    expect(dataset['theme']).toBe('dark');
  });

  it('a display on a wall says so in its address', () => {
    open('/?kiosk=1');
    expect(dataset['kiosk']).toBe('');
    delete dataset['kiosk'];
    open('/?kiosk=0');
    expect(dataset['kiosk']).toBeUndefined();
  });

  it('an announcement whose time is over is hidden, even in an old copy', () => {
    open('/', { announcementEnds: String(NOW) });
    expect(dataset['dismissed']).toBe('');
    delete dataset['dismissed'];
    open('/', { announcementEnds: String(NOW + 1) });
    expect(dataset['dismissed']).toBeUndefined();
  });

  it('the sheet of a font host applies when it has come', () => {
    open('/');
    const [font, other] = [document.createElement('link'), document.createElement('link')];
    font.dataset['font'] = '';
    for (const link of [font, other]) {
      link.media = 'print';
      document.head.append(link);
      link.dispatchEvent(new Event('load'));
    }
    expect([font.media, other.media]).toEqual(['all', 'print']);
    font.remove();
    other.remove();
  });

  it('nonsense is no theme', () => {
    open('/?theme=%22%3E', { theme: 'system' });
    expect(dataset['theme']).toBe('system');
  });

  it.each([
    ['forever', true],
    [String(NOW * 1_000 + 1), true],
    [String(NOW * 1_000 - 1), false],
  ])('an announcement dismissed until %s is hidden: %s', (until, isHidden) => {
    localStorage.setItem('clarion:dismissed:abc', until);
    open('/', { announcement: 'abc' });
    expect(dataset['dismissed'] !== undefined).toBe(isHidden);
  });

  it('the age of the data is told and keeps growing without the bundle', () => {
    open('/', { generated: String(NOW - 60) });
    expect(dataset['age']).toBe('fresh');
    vi.advanceTimersByTime(45_000);
    expect(dataset['age']).toBe('paused');
    vi.advanceTimersByTime(600_000);
    expect(dataset['age']).toBe('stale');
  });

  it('the bundle takes over', () => {
    open('/', { generated: String(NOW) });
    dataset['awake'] = '';
    vi.advanceTimersByTime(600_000);
    expect(dataset['age']).toBe('fresh');
  });
});

const aGroup = (section: string, isOpen: boolean): HTMLDetailsElement => {
  const details = document.createElement('details');
  details.dataset['section'] = section;
  details.open = isOpen;
  details.append(document.createElement('summary'));
  return details;
};

describe('groups', () => {
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', '/eu');
    document.body.replaceChildren(aGroup('a', false), aGroup('b', true));
  });
  const [first, second] = [() => document.querySelectorAll('details')[0]!, () => document.querySelectorAll('details')[1]!];

  it('stay as this visitor left them on this page', () => {
    afterSections();
    first()
      .querySelector('summary')!
      .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    expect(JSON.parse(localStorage.getItem('clarion:groups:/eu') ?? '')).toEqual({ a: true });
    first().open = false;
    afterSections();
    expect([first().open, second().open]).toEqual([true, true]);
  });

  it('stay as the page has them when storage holds something else', () => {
    localStorage.setItem('clarion:groups:/eu', 'not json');
    afterSections();
    expect([first().open, second().open]).toEqual([false, true]);
  });
});
