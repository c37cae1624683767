import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { aSession, settle, signIn, textOf } from '../../testing/builders.js';
import { aMaintenance, aOneTime, anEvent } from '../../testing/maintenances.js';
import { dashboard } from '../../testing/setup.js';
import { NextMaintenance } from './next-maintenance.js';

describe('NextMaintenance', () => {
  const render = async (permissions: Parameters<typeof aSession>[0]) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    await signIn(aSession(permissions));
    const fixture = TestBed.createComponent(NextMaintenance);
    await settle();
    return { page: fixture.nativeElement as HTMLElement, server: TestBed.inject(HttpTestingController) };
  };

  it('shows what is in progress and what comes next', async () => {
    const { page, server } = await render(['maintenances.read']);
    const now = Math.floor(Date.now() / 1000);
    const ongoing = anEvent({ status: 'ONGOING', start_date_time: now - 60, end_date_time: now + 3_600 });
    server
      .expectOne(({ params }) => params.get('sort') === 'next')
      .flush({
        maintenances: [
          aOneTime({ current_event: ongoing, next_event: null }),
          aMaintenance({ id: 5 }),
          aMaintenance({ id: 6, next_event: null }),
        ],
        page: 1,
        limit: 3,
        total: 3,
      });
    await settle();
    const lines = [...page.querySelectorAll('li')].map(textOf);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('In progressMoveends in');
    expect(lines[1]).toContain('ScheduledWeekly patches');
  });

  it('says that nothing is planned, and nothing to those who may not see it', async () => {
    const { page, server } = await render(['maintenances.read']);
    server.expectOne(({ url }) => url.endsWith('/maintenance-states')).flush({ maintenances: [], page: 1, limit: 3, total: 0 });
    await settle();
    expect(textOf(page)).toContain('Nothing is planned.');
  });

  it('is absent without the permission', async () => {
    const { page, server } = await render([]);
    server.expectNone(({ url }) => url.endsWith('/maintenance-states'));
    expect(textOf(page)).toBe('');
  });
});
