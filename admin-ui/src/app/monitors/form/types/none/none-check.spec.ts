import { settle } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { NoneCheck } from './none-check.js';
import { NONE_KIND } from './none-draft.js';

it('repeats the last status only when asked to', async () => {
  const { page, written } = await renderCheck(NoneCheck, NONE_KIND);
  expect(written()).toEqual({ overrideWithLastKnownStatus: false });
  page.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
  await settle();
  expect(written()).toEqual({ overrideWithLastKnownStatus: true });
});
