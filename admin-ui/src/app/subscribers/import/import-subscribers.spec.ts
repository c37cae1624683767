import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { aJob, button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { ImportSubscribers } from './import-subscribers.js';

const FILE = 'email,language,pages\r\nana@example.com,de,eu;us\r\nnot an address,,\r\n';
const IMPORT = '/status/api/v4/subscribers/import';

describe('ImportSubscribers', () => {
  let fixture: ComponentFixture<ImportSubscribers>;
  const server = () => TestBed.inject(HttpTestingController);
  const page = () => fixture.nativeElement as HTMLElement;
  const choose = async (text: string) => {
    const input = page().querySelector<HTMLInputElement>('input[type=file]')!;
    Object.defineProperty(input, 'files', { configurable: true, value: { item: () => new File([text], 'people.csv') } });
    input.dispatchEvent(new Event('change'));
    await settle();
  };
  const asked = () => vi.waitFor(() => server().expectOne(IMPORT));

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [...dashboard(), provideRouter([])] });
    fixture = TestBed.createComponent(ImportSubscribers);
    await settle();
  });

  it('is tried before anything is stored, then followed as a job', async () => {
    expect(textOf(page())).toContain('Save a sample file');
    await choose(FILE);
    const trial = await asked();
    expect(trial.request.body).toEqual({ csv: FILE, dry_run: true });
    trial.flush({ rows: 2, valid: 1, would_add: 1, would_update: 0, errors: [{ line: 3, message: 'email must be an address' }] });
    await vi.waitFor(() => expect(textOf(page().querySelector('.counts'))).toBe('Rows2New1Changed0Cannot be imported1'));
    const [faults, rows] = [...page().querySelectorAll('table')].map(textOf);
    expect(faults).toContain('3email must be an address');
    expect(rows).toContain('ana@example.comdeeu;us');
    button(page(), 'Import 1 subscriber').click();
    const start = await asked();
    expect(start.request.body).toEqual({ csv: FILE, dry_run: false });
    const job = aJob({ kind: 'import_subscribers', state: 'QUEUED', total: 1, done: 0, changed: 0 });
    start.flush({ job }, { status: 202, statusText: 'Accepted' });
    await settle();
    expect(textOf(page())).toContain('0 of 1 It goes on when you leave this page.');
    const over = { ...job, state: 'DONE', done: 1, failed: 1 };
    (await vi.waitFor(() => server().expectOne('/status/api/v4/jobs'), { timeout: 5_000 })).flush({ jobs: [over] });
    const errors = [{ position: 1, tag: '', name: '', message: 'Line 2: There is no page “eu”' }];
    (await vi.waitFor(() => server().expectOne('/status/api/v4/jobs/7'))).flush({ job: over, errors });
    await vi.waitFor(() => expect(textOf(page().querySelector('table'))).toContain('1Line 2: There is no page “eu”'));
    expect(button(page(), 'Save everything that failed').getAttribute('href')).toBe('/status/api/v4/jobs/7/errors.csv');
    button(page(), 'Import another file').click();
    await settle();
    expect(textOf(page())).toContain('What the file may hold');
  });

  it.each([
    ['name\r\nAna', 'This file has no column named email. Its first line must name the columns.'],
    ['email\r\n', 'There is no address in this file.'],
    ['email\r\n"ana', 'A quote in this file is never closed.'],
  ])('says why %j cannot be read, without asking', async (text, reason) => {
    await choose(text);
    await vi.waitFor(() => expect(textOf(page().querySelector('.refusal'))).toBe(reason));
    server().expectNone(IMPORT);
  });
});
