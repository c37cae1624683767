import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { aSession, settle, signIn } from '../../../testing/builders.js';
import { aMaintenance, anEvent } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import { MaintenanceFinder, maintenanceText } from './maintenance-items.js';

describe('MaintenanceFinder', () => {
  const find = async (query: string, permissions: Parameters<typeof aSession>[0]) => {
    TestBed.configureTestingModule({ providers: [...dashboard(), MaintenanceFinder] });
    await signIn(aSession(permissions));
    const finder = TestBed.inject(MaintenanceFinder);
    finder.query.set(query);
    await settle();
    const request = TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith('/maintenance-states'));
    request.flush({ maintenances: [aMaintenance({ current_event: anEvent({ id: 8, status: 'ONGOING' }) })], page: 1, limit: 4, total: 1 });
    await settle();
    return { text: request.request.params.get('text'), labels: finder.items().map(({ label }) => label) };
  };

  it('offers what can be done with what it finds', async () => {
    const { text, labels } = await find('skip patches', ['maintenances.read', 'maintenances.write']);
    expect(text).toBe('patches');
    expect(labels).toEqual([
      'New maintenance',
      'Weekly patches',
      'Edit Weekly patches',
      'Deactivate Weekly patches',
      'Complete Weekly patches',
      'Skip next Weekly patches',
    ]);
  });

  it('offers a reader the way there only', async () => {
    expect((await find('patches', ['maintenances.read'])).labels).toEqual(['Weekly patches']);
  });

  it('takes whole verbs from the front only', () => {
    expect(maintenanceText('cancel')).toBe('');
    expect(maintenanceText('patches edit')).toBe('patches edit');
  });
});
