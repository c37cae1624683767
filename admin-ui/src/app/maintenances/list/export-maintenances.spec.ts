import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { convertToParamMap } from '@angular/router';
import { settle, signIn } from '../../../testing/builders.js';
import { aMaintenance } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import { ExportMaintenances } from './export-maintenances.js';
import { readQuery } from './list-query.js';

describe('ExportMaintenances', () => {
  it('reads every page of the filter and names it in the file', async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    await signIn();
    const saved: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    URL.createObjectURL = (blob: Blob) => {
      saved.push(blob);
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    const server = TestBed.inject(HttpTestingController);
    const query = readQuery(convertToParamMap({ q: 'Patches!', status: 'ACTIVE' }));
    const running = TestBed.inject(ExportMaintenances).export('csv', query);
    const page = async (number: number, id: number) => {
      const request = server.expectOne(({ params }) => params.get('page') === String(number));
      expect(request.request.params.get('text')).toBe('Patches!');
      request.flush({ maintenances: [aMaintenance({ id, title: '=SUM(1)' })], page: number, limit: 1, total: 2 });
      await settle();
    };
    await page(1, 1);
    await page(2, 2);
    await running;
    const [heads, first] = (await saved[0]!.text()).split('\r\n');
    expect(heads).toContain('id,title,description,start_date_time,rrule');
    // A spreadsheet must not take a title for a formula.
    expect(first).toMatch(/^1,'=SUM\(1\),.*orders MAINTENANCE/);
    expect(names[0]).toMatch(/^maintenances-patches-active-\d{4}-\d\d-\d\d\.csv$/);
  });
});
