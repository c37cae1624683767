import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { button, settle, signIn, textOf, type } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { RangeEditDialog } from './range-edit-dialog.js';

const FROM = 1_700_000_040;
const URL_OF = '/status/api/v4/monitors/shop-web/data';

describe('RangeEditDialog', () => {
  it('says what would change before it stores anything, and again after every change', async () => {
    let closedWith: unknown;
    TestBed.configureTestingModule({
      providers: [
        ...dashboard(),
        { provide: MAT_DIALOG_DATA, useValue: { tag: 'shop-web', name: 'Web shop', from: FROM, to: FROM + 3_600 } },
        { provide: MatDialogRef, useValue: { close: (answer: unknown) => (closedWith = answer) } },
      ],
    });
    const server = TestBed.inject(HttpTestingController);
    await signIn();
    const fixture = TestBed.createComponent(RangeEditDialog);
    const host = fixture.nativeElement as HTMLElement;
    await settle();
    const preview = async () => {
      button(host, 'Preview').click();
      await settle();
      const request = server.expectOne(({ url, params }) => url === URL_OF && params.get('dryRun') === 'true');
      request.flush({
        message: '',
        updated_count: 59,
        dry_run: { rows: 60, changed_rows: 12, uptime_before: '99.81', uptime_after: '99.95' },
      });
      await settle();
      return request.request.body as { start_ts: number; end_ts: number; latency: number };
    };

    // Sixty minutes: the contract writes its last minute too.
    expect(await preview()).toMatchObject({ start_ts: FROM - (FROM % 60), end_ts: FROM - (FROM % 60) + 59 * 60, status: 'UP' });
    expect(textOf(host.querySelector('.preview'))).toBe('Would change 12 of 60 minutes, 30-day uptime 99.81 % → 99.95 %.');

    const latency = host.querySelectorAll<HTMLInputElement>('input[type=number]').item(0);
    type(latency, '120');
    await settle();
    expect(host.querySelector('.preview')).toBeNull();
    expect(await preview()).toMatchObject({ latency: 120 });

    button(host, 'Apply').click();
    await settle();
    const store = server.expectOne(({ url, params }) => url === URL_OF && !params.has('dryRun'));
    expect(store.request.method).toBe('PATCH');
    store.flush({ message: '', updated_count: 59 });
    await settle();
    expect(closedWith).toBe(true);
  });
});
