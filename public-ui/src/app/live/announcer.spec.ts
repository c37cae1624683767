import { TestBed } from '@angular/core/testing';

import { aBanner, aPage, someMonitors } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { Announcer } from './announcer';

type Problems = Parameters<typeof someMonitors>[1];
const aPageWith = (problems: Problems) => {
  const monitors = someMonitors(6, problems);
  return aPage({ monitors, banner: aBanner(monitors) });
};

/** Shows pages one after the other, as the effect in `TabSigns` does. */
const watch = () => {
  const { store } = setUp(aPageWith({}));
  const announcer = TestBed.inject(Announcer);
  announcer.learn(store.snapshot());
  const show = (problems: Problems): void => {
    store.replace(aPageWith(problems));
    announcer.compare(store.snapshot());
  };
  return { announcer, show };
};

describe('Announcer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('says nothing while nothing changes', () => {
    const { announcer, show } = watch();
    show({});
    vi.advanceTimersByTime(60_000);
    expect(announcer.message()).toBe('');
  });

  it('tells what changed and what that makes of the whole', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN' });
    vi.advanceTimersByTime(500);
    expect(announcer.message()).toBe('Checkout EU is down. Partial System Outage.');
  });

  it('counts a storm instead of reading it out', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN', 1: 'DOWN', 2: 'DOWN', 3: 'DOWN', 4: 'DOWN' });
    vi.advanceTimersByTime(500);
    expect(announcer.message()).toBe('5 services changed. Major System Outage.');
  });

  it('keeps still for ten seconds, then tells the newest', () => {
    const { announcer, show } = watch();
    show({ 0: 'DOWN' });
    vi.advanceTimersByTime(500);
    show({});
    show({ 1: 'DEGRADED' });
    vi.advanceTimersByTime(9_000);
    expect(announcer.message()).toBe('Checkout EU is down. Partial System Outage.');
    vi.advanceTimersByTime(1_000);
    expect(announcer.message()).toBe('Checkout EU is operational. Checkout US is degraded. Partial Degraded Performance.');
  });
});
