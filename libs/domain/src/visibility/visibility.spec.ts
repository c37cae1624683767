import { expect, it } from '@jest/globals';
import { isVisible, isVisibleAnywhere, type VisibleMonitor } from './visibility.js';

const shop: VisibleMonitor = { id: 1, isHidden: false, status: 'ACTIVE' };
const page = { isPublished: true, monitorIds: new Set([1]) };

it('shows an active monitor, by itself and on its page', () => {
  expect([isVisible(shop), isVisible(shop, page), isVisibleAnywhere(shop, [page])]).toEqual([true, true, true]);
});

it.each<[string, VisibleMonitor, typeof page]>([
  ['hidden', { ...shop, isHidden: true }, page],
  ['inactive', { ...shop, status: 'INACTIVE' }, page],
  ['foreign', { ...shop, id: 2 }, page],
  ['on an unpublished page', shop, { ...page, isPublished: false }],
])('keeps a monitor that is %s from readers', (_, monitor, given) => {
  expect([isVisible(monitor, given), isVisibleAnywhere(monitor, [given])]).toEqual([false, false]);
});

it('has no public page for a monitor that no page shows', () => {
  expect(isVisibleAnywhere(shop, [])).toBe(false);
});
