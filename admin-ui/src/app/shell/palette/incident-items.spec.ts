import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Permission } from '@clarion/contract';
import { aSession, settle, signIn } from '../../../testing/builders.js';
import { anIncident } from '../../../testing/incident-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { IncidentFinder, incidentText } from './incident-items.js';

describe('IncidentFinder', () => {
  const find = async (query: string, permissions: Permission[], ...incidents: ReturnType<typeof anIncident>[]) => {
    TestBed.configureTestingModule({ providers: [...dashboard(), IncidentFinder] });
    await signIn(aSession(permissions));
    const finder = TestBed.inject(IncidentFinder);
    finder.query.set(query);
    await settle();
    const request = TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith('/incident-states'));
    request.flush({ incidents, page: 1, limit: 4, total: incidents.length });
    await settle();
    return { params: request.request.params, labels: finder.items().map(({ label }) => label) };
  };

  it('offers to post to what is open, by its title', async () => {
    const { params, labels } = await find(
      'post pay',
      ['incidents.read', 'incidents.write'],
      anIncident(),
      anIncident({ state: 'RESOLVED', title: 'Old' }),
    );
    expect(params.get('text')).toBe('pay');
    expect(labels).toEqual(['Payments fail', 'Post update to Payments fail', 'Edit Payments fail', 'Old', 'Edit Old']);
  });

  it('offers open ones to “post update” alone', async () => {
    const { params } = await find('post update', ['incidents.read', 'incidents.write']);
    expect([params.get('is_open'), params.has('text')]).toEqual(['YES', false]);
  });

  it('lets a reader open them and nothing else', async () => {
    expect((await find('pay', ['incidents.read'], anIncident())).labels).toEqual(['Payments fail']);
  });
});

describe('incidentText', () => {
  it.each([
    ['post update to checkout', 'checkout'],
    ['pos che', 'che'],
    ['po che', 'po che'],
    ['checkout to', 'checkout to'],
    ['post', ''],
  ])('%s asks the server for "%s"', (query, text) => {
    expect(incidentText(query)).toBe(text);
  });
});
