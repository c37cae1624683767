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
