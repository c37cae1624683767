import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { aSession, settle, signIn, textOf } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { CalendarEvent, CalendarResponse } from '../api/calendar.js';
import { Calendar } from './calendar.js';

const at = (iso: string): number => Date.parse(iso) / 1000;
const anEntry = (id: number, start: string): CalendarEvent => ({
  event_id: id,
  maintenance_id: id,
  maintenance_title: `Work ${id}`,
  maintenance_status: 'ACTIVE',
  event_start_date_time: at(start),
  event_end_date_time: at(start) + 3_600,
  event_status: 'SCHEDULED',
});
const MAY: CalendarResponse = {
  month: '2050-05',
  incidents: [
    {
      id: 7,
      title: 'Slow mail',
      start_date_time: at('2050-05-03T10:00:00Z'),
      end_date_time: at('2050-05-04T11:00:00Z'),
      state: 'RESOLVED',
    },
  ],
  events: [1, 2, 3, 4].map((id) => anEntry(id, '2050-05-31T12:00:00Z')),
};

describe('Calendar', () => {
  let server: HttpTestingController;
  let harness: RouterTestingHarness;
  const page = () => harness.routeNativeElement!;
  const cell = (date: string) => page().querySelector<HTMLElement>(`[data-date="${date}"]`)!;
  const answer = async (response: Partial<CalendarResponse>) => {
    const request = server.expectOne(({ url }) => url.endsWith('/calendar'));
    request.flush({ incidents: [], events: [], month: request.request.params.get('month'), ...response });
    await settle();
  };
  const press = async (key: string) => {
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
    await settle();
  };
  const open = async () => {
    TestBed.configureTestingModule({ providers: dashboard([{ path: 'manage/calendar', component: Calendar }]) });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(['incidents.read', 'maintenances.read']));
    harness = await RouterTestingHarness.create('/manage/calendar?month=2050-05');
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    await settle();
  };

  it('shows incidents and planned work together, in the grid and in the list', async () => {
    await open();
    await answer(MAY);
    expect(textOf(page().querySelector('h2'))).toBe('May 2050');
    expect(textOf(cell('2050-05-03').querySelector('.visually-hidden'))).toBe('Tuesday, May 3, 1 entry');
    expect(textOf(cell('2050-05-04'))).toContain('Slow mail');
    expect(cell('2050-05-31').querySelectorAll('a')).toHaveLength(3);
    expect(textOf(cell('2050-05-31'))).toContain('+1 more');
    expect([...page().querySelectorAll('app-day-list h3')].map(textOf)).toEqual([
      'Tuesday, May 3, 2050',
      'Wednesday, May 4, 2050',
      'Tuesday, May 31, 2050',
    ]);
    expect(page().querySelectorAll('app-day-list a[href="/manage/incidents/7"]')).toHaveLength(2);
    expect(textOf(page().querySelector('app-day-list'))).toContain('Incident, resolved');
  });

  it('is walked by keyboard, over the ends of months', async () => {
    await open();
    await answer(MAY);
    expect(page().querySelectorAll('[role=gridcell][tabindex="0"]')).toHaveLength(1);
    cell('2050-05-01').focus();
    await press('ArrowDown');
    await press('ArrowRight');
    expect(document.activeElement).toBe(cell('2050-05-09'));
    await press('End');
    await press('Home');
    expect(document.activeElement).toBe(cell('2050-05-08'));
    await press('PageDown');
    expect(TestBed.inject(Router).url).toBe('/manage/calendar?month=2050-06');
    await answer({});
    expect(document.activeElement).toBe(cell('2050-06-08'));
    expect(textOf(page())).toContain('No incidents and no planned work in June 2050.');
    await press('ArrowUp');
    await press('ArrowUp');
    await answer(MAY);
    expect(document.activeElement).toBe(cell('2050-05-25'));
    await press('Enter');
    cell('2050-05-31').focus();
    await press('Enter');
    expect(textOf(document.activeElement)).toBe('Tuesday, May 31, 2050');
  });

  it('has months as links, and says why it cannot load', async () => {
    await open();
    const links = [...page().querySelectorAll<HTMLAnchorElement>('nav a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/manage/calendar?month=2050-04', '/manage/calendar', '/manage/calendar?month=2050-06']);
    server.expectOne(({ url }) => url.endsWith('/calendar')).flush({}, { status: 503, statusText: 'x' });
    await settle();
    expect(textOf(page().querySelector('app-problem'))).toContain('not ready yet');
  });
});
