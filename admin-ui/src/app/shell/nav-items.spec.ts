import type { Permission } from '@clarion/contract';
import { NAVIGATION, visibleNavigation } from './nav-items.js';

const shown = (...permissions: Permission[]): string[] =>
  visibleNavigation((permission) => permissions.includes(permission)).flatMap(({ items }) => items.map(({ label }) => label));

it('shows what everybody has, and what any one permission opens', () => {
  expect(shown()).toEqual(['Overview', 'Account']);
  expect(shown('subscribers.read')).toEqual(['Overview', 'Deliveries', 'Subscribers', 'Account']);
  expect(shown('triggers.read')).toEqual(['Overview', 'Alerts & triggers', 'Account']);
});

it('gives every area a key of its own', () => {
  const keys = NAVIGATION.flatMap(({ items }) => items.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});
