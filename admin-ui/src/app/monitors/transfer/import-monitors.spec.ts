import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { aJob, aMonitor, button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { ImportMonitors } from './import-monitors.js';

const FILE = JSON.stringify({
  monitors: [
    { tag: 'shop-web', name: 'Renamed' },
    { tag: 'api', name: 'Public API', cron: '*/5 * * * *' },
    { tag: 'Not a tag', name: 'Odd' },
  ],
});

describe('ImportMonitors', () => {
  let fixture: ComponentFixture<ImportMonitors>;
  const server = () => TestBed.inject(HttpTestingController);
  const page = () => fixture.nativeElement as HTMLElement;
  const rows = () => [...page().querySelectorAll('tbody tr')].map((row) => [...row.children].map(textOf).join(' | '));
  const choose = async (text: string) => {
    const input = page().querySelector<HTMLInputElement>('input[type=file]')!;
    const file = new File([text], 'monitors.json');
    Object.defineProperty(input, 'files', { configurable: true, value: { item: () => file } });
    input.dispatchEvent(new Event('change'));
    await settle();
  };
  const compared = async (existing = [aMonitor()]) => {
    (await vi.waitFor(() => server().expectOne('/status/api/v4/monitor-parents'))).flush({ monitor_parents: [] });
    (await vi.waitFor(() => server().expectOne('/status/api/v4/monitors'))).flush({ monitors: existing });
    await vi.waitFor(() => expect(rows().length).toBeGreaterThan(0));
  };

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    fixture = TestBed.createComponent(ImportMonitors);
    await settle();
  });

  it('shows what would happen before it does anything', async () => {
    await choose(FILE);
    await compared();
    expect(textOf(page().querySelector('.counts'))).toBe('New1Changed1The same0Cannot be imported1');
    expect(rows()[0]).toContain('Leave out | It needs a tag');
    expect(rows()[1]).toContain('Renamedshop-web | – | Change');
    expect(button(page(), 'Import 2 monitors').disabled).toBe(false);
    page().querySelector<HTMLInputElement>('mat-checkbox input')!.click();
    await settle();
    expect(rows()[1]).toContain('Leave | Stays as it is.');
    expect(button(page(), 'Import 1 monitor').disabled).toBe(false);
  });

  it('has the server carry it over and says what failed', async () => {
    await choose(FILE);
    await compared();
    button(page(), 'Import 2 monitors').click();
    const start = await vi.waitFor(() => server().expectOne('/status/api/v4/monitor-jobs'));
    expect(start.request.body).toEqual({
      kind: 'import',
      values: {
        rows: ['{"name":"Renamed","tag":"shop-web"}', '{"tag":"api","name":"Public API","cron":"*/5 * * * *"}'],
        update_existing: true,
      },
    });
    const job = aJob({ kind: 'import', state: 'QUEUED', total: 2, done: 0, changed: 0 });
    start.flush({ job });
    await settle();
    expect(textOf(page())).toContain('0 of 2 It goes on when you leave this page.');
    const over = { ...job, state: 'DONE', done: 2, changed: 1, failed: 1 };
    (await vi.waitFor(() => server().expectOne('/status/api/v4/jobs'), { timeout: 5_000 })).flush({ jobs: [over] });
    const errors = [{ position: 2, tag: 'api', name: 'Public API', message: 'The name is taken' }];
    (await vi.waitFor(() => server().expectOne('/status/api/v4/jobs/7'))).flush({ job: over, errors });
    await vi.waitFor(() => expect(textOf(page())).toContain('Imported 1 monitor, 1 failed.'));
    await vi.waitFor(() => expect(rows()[0]).toContain('Failed | The name is taken'));
    expect(rows().some((row) => row.includes('Changed'))).toBe(true);
    expect(textOf(page())).toContain('Save what failed');
    button(page(), 'Import another file').click();
    await settle();
    expect(page().querySelector('table')).toBeNull();
  });

  it('carries over whom monitors depend on, those first on whom others do', async () => {
    await choose(
      JSON.stringify({
        monitors: [
          { tag: 'cart', name: 'Cart', parents: ['shop-web'] },
          { tag: 'shop-web', name: 'Renamed', parents: ['db'] },
          { tag: 'db', name: 'Database' },
        ],
      }),
    );
    await compared();
    button(page(), 'Import 3 monitors').click();
    const { request } = await vi.waitFor(() => server().expectOne('/status/api/v4/monitor-jobs'));
    const { rows } = (request.body as { values: { rows: string[] } }).values;
    expect(rows.map((row) => JSON.parse(row) as unknown)).toEqual([
      { tag: 'db', name: 'Database' },
      { tag: 'shop-web', name: 'Renamed', parents: ['db'] },
      { tag: 'cart', name: 'Cart', parents: ['shop-web'] },
    ]);
  });

  it.each([
    ['{', 'This file is not JSON.'],
    ['something else', 'This file is neither JSON nor a table with a column named tag.'],
    ['{"monitors":[]}', 'The list of monitors in this file is empty.'],
  ])('says why %s cannot be read', async (text, reason) => {
    await choose(text);
    await vi.waitFor(() => expect(textOf(page().querySelector('.refusal'))).toBe(reason));
  });
});
