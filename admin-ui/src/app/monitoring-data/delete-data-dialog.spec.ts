import { HttpTestingController, type TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { aJob, button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import type { DeletedDataResponse } from '../api/data.js';
import { toLocalInput } from '../platform/formats.js';
import { DeleteDataDialog } from './delete-data-dialog.js';

const T = 1_700_000_040;
const OF_ONE = '/status/api/v4/monitors/shop-web/data';
const OF_ALL = '/status/api/v4/monitoring-data';

describe('DeleteDataDialog', () => {
  let server: HttpTestingController;
  let host: HTMLElement;
  let closedWith: unknown;
  beforeEach(async () => {
    closedWith = undefined;
    TestBed.configureTestingModule({
      providers: [
        ...dashboard(),
        { provide: MAT_DIALOG_DATA, useValue: { tag: 'shop-web', name: 'Web shop' } },
        { provide: MatDialogRef, useValue: { close: (answer: unknown) => (closedWith = answer) } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
    await signIn();
    host = TestBed.createComponent(DeleteDataDialog).nativeElement as HTMLElement;
    await settle();
  });
  const asked = (url: string): TestRequest => server.expectOne((request) => request.url === url && request.method === 'DELETE');
  const count = async (url: string, rows: number, monitors = 1): Promise<TestRequest> => {
    button(host, 'Count').click();
    await settle();
    const request = asked(url);
    const answer: DeletedDataResponse = {
      message: '',
      deleted_count: 0,
      dry_run: { rows, monitors, first_ts: rows ? T : null, last_ts: rows ? T + 3_600 : null },
    };
    request.flush(answer);
    await settle();
    return request;
  };
  const confirm = async (words: string) => {
    type(host.querySelector<HTMLInputElement>('input[spellcheck]')!, words);
    await settle();
  };
  const choose = async (index: number) => {
    host.querySelectorAll<HTMLInputElement>('input[type=radio]').item(index).click();
    await settle();
  };

  it('counts first, and deletes only after the words that the spec asks for', async () => {
    const preview = await count(OF_ONE, 1_234);
    expect(preview.request.params.keys()).toEqual(['dryRun']);
    expect(textOf(host.querySelector('.count'))).toContain('Would delete 1,234 samples of Web shop');
    expect(button(host, 'Delete').disabled).toBe(true);
    await confirm('delete');
    expect(button(host, 'Delete').disabled).toBe(true);
    await confirm('delete shop-web data');
    button(host, 'Delete').click();
    await settle();
    const request = asked(OF_ONE);
    expect(request.request.params.keys()).toEqual([]);
    request.flush({ message: '', deleted_count: 1_234 });
    await settle();
    expect(closedWith).toBe(true);
  });

  it('sends the range, and counts again after every change', async () => {
    await count(OF_ONE, 60);
    await confirm('delete shop-web data');
    const [from, to] = host.querySelectorAll<HTMLInputElement>('input[type=datetime-local]');
    type(from!, toLocalInput(T - (T % 60)));
    type(to!, toLocalInput(T - (T % 60) + 600));
    await settle();
    expect(host.querySelector('.count')).toBeNull();
    const { params } = (await count(OF_ONE, 10)).request;
    expect([params.get('start_ts'), params.get('end_ts')]).toEqual([String(T - (T % 60)), String(T - (T % 60) + 600)]);
    expect(button(host, 'Delete').disabled).toBe(true);
  });

  it('asks for other words when it is about all monitors', async () => {
    await choose(1);
    await count(OF_ALL, 5_000, 3);
    expect(textOf(host.querySelector('.count'))).toContain('5,000 samples of 3 monitors');
    await confirm('delete shop-web data');
    expect(button(host, 'Delete').disabled).toBe(true);
    await confirm('delete all data');
    button(host, 'Delete').click();
    await settle();
    const refused = server.expectOne('/status/api/v4/monitor-jobs');
    refused.flush({ error: { code: 'UNAVAILABLE', message: 'Try later' } }, { status: 503, statusText: 'away' });
    await settle();
    expect(textOf(host.querySelector('app-problem'))).toContain('Try later');
    expect(closedWith).toBeUndefined();
    button(host, 'Delete').click();
    await settle();
    const request = server.expectOne('/status/api/v4/monitor-jobs');
    expect(request.request.body).toEqual({ kind: 'delete_data', filter: {}, values: {} });
    request.flush({ job: aJob({ kind: 'delete_data', state: 'QUEUED', done: 0, changed: 0 }) });
    await settle();
    expect(closedWith).toBe(true);
  });

  it('says when there is nothing to delete', async () => {
    await count(OF_ONE, 0);
    expect(textOf(host)).toContain('No sample matches');
    expect(button(host, 'Delete').disabled).toBe(true);
    expect(host.querySelector('input[spellcheck]')).toBeNull();
  });
});
