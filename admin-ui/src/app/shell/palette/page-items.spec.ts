import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Permission } from '@clarion/contract';
import { aSession, settle, signIn } from '../../../testing/builders.js';
import { aPageState } from '../../../testing/page-builders.js';
import { dashboard } from '../../../testing/setup.js';
import { PageFinder } from './page-items.js';

const LIST = '/status/api/v4/page-states';

describe('PageFinder', () => {
  let server: HttpTestingController;
  const find = async (permissions: Permission[]): Promise<PageFinder> => {
    TestBed.configureTestingModule({ providers: [dashboard(), PageFinder] });
    server = TestBed.inject(HttpTestingController);
    await signIn(aSession(permissions));
    const finder = TestBed.inject(PageFinder);
    finder.query.set('eu');
    await settle();
    return finder;
  };
  const labels = (finder: PageFinder) => finder.items().map(({ label }) => label);
  afterEach(() => server.verify());

  it('finds pages and what can be done with them, and asks once', async () => {
    const finder = await find(['pages.read', 'pages.write']);
    server.expectOne(LIST).flush({ pages: [aPageState()], is_ordered: false });
    await settle();
    expect(labels(finder)).toEqual(['New page', 'Europe', 'Duplicate page Europe']);
    finder.query.set('euro');
    await settle();
  });

  it('offers readers to look, and others nothing', async () => {
    const finder = await find(['pages.read']);
    server.expectOne(LIST).flush({ pages: [aPageState()], is_ordered: false });
    await settle();
    expect(labels(finder)).toEqual(['Europe']);
    TestBed.resetTestingModule();
    expect(labels(await find(['monitors.read']))).toEqual([]);
  });
});
