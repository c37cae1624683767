import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, throwError } from 'rxjs';
import { BulkRun } from './bulk-run.js';

const ITEMS = ['a', 'b', 'c', 'd'].map((tag) => ({ tag, name: tag.toUpperCase() }));
const refused = (status: number) =>
  throwError(() => new HttpErrorResponse({ status, error: { error: { code: 'X', message: `No ${status}` } } }));
const refusal = async (status: number): Promise<never> => firstValueFrom(refused(status));
const collect = async () => ITEMS;

describe('BulkRun', () => {
  it('goes on after a failure and names it', async () => {
    const run = new BulkRun(collect, async ({ tag }) => {
      if (tag === 'b') return refusal(400);
      return tag === 'c' ? 'unchanged' : 'changed';
    });
    await run.run();
    expect(run.state()).toBe('finished');
    expect(run.changed().map(({ tag }) => tag)).toEqual(['a', 'd']);
    expect(run.failures().map(({ item, problem }) => [item.tag, problem.message])).toEqual([['b', 'No 400']]);
    expect(run.done()).toBe(4);
  });

  it('takes the rest off when it is cancelled, and finishes what is under way', async () => {
    const run = new BulkRun(collect, async ({ tag }) => {
      if (tag === 'b') run.cancel();
      return 'changed';
    });
    await run.run();
    expect(run.state()).toBe('cancelled');
    expect(run.changed().map(({ tag }) => tag)).toEqual(['a', 'b']);
    expect(run.left().map(({ tag }) => tag)).toEqual(['c', 'd']);
  });

  it.each([0, 401, 403])('stops when every further request would end with %i too', async (status) => {
    let tried = 0;
    const run = new BulkRun(collect, async () => {
      tried += 1;
      return refusal(status);
    });
    await run.run();
    expect([run.state(), tried, run.problem()?.status]).toEqual(['stopped', 1, status]);
    expect(run.left()).toHaveLength(4);
  });

  it('says why there is nothing to do it to', async () => {
    const run = new BulkRun(
      async () => {
        return refusal(503);
      },
      async () => 'changed',
    );
    await run.run();
    expect([run.state(), run.problem()?.message]).toEqual(['stopped', 'No 503']);
  });
});
