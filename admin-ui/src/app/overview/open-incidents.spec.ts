import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Permission } from '@clarion/contract';
import type { IncidentSummary } from '../api/incidents.js';
import { aSession, settle, signIn, textOf } from '../../testing/builders.js';
import { anIncident } from '../../testing/incident-builders.js';
import { dashboard } from '../../testing/setup.js';
import { OpenIncidents } from './open-incidents.js';

describe('OpenIncidents', () => {
  const open = async (incidents: IncidentSummary[] | null, permissions: Permission[] = ['incidents.read', 'incidents.write']) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    const page = TestBed.createComponent(OpenIncidents).nativeElement as HTMLElement;
    await settle();
    if (incidents) {
      const request = server.expectOne(({ url }) => url.endsWith('/incident-states'));
      expect(request.request.params.get('is_open')).toBe('YES');
      request.flush({ incidents, page: 1, limit: 100, total: incidents.length });
      await settle();
    } else server.expectNone(() => true);
    return page;
  };

  it('puts broken promises first and counts them', async () => {
    const page = await open([
      ...[1, 2, 3, 4, 5].map((id) => anIncident({ id, title: `Incident ${id}` })),
      anIncident({ id: 6, title: 'Late', is_overdue: true, next_update_at: 1_700_000_600 }),
    ]);
    expect(textOf(page.querySelector('.overdue'))).toBe('1 update is overdue');
    expect([...page.querySelectorAll('li .who a')].map(textOf)).toEqual(['Late', 'Incident 1', 'Incident 2', 'Incident 3', 'Incident 4']);
    expect(textOf(page)).toContain('All 6');
  });

  it('says so when there is none, and nothing at all to people who may not know', async () => {
    expect(textOf(await open([]))).toContain('No incident is open.');
    TestBed.resetTestingModule();
    expect(textOf(await open(null, ['monitors.read']))).toBe('');
  });
});
