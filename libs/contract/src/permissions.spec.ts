import { expect, it } from '@jest/globals';
import { BUILT_IN_ROLES, PERMISSION_IDS } from './permissions.js';

it('gives the built-in roles as many permissions as the contract counts', () => {
  const ofContract = (ids: readonly string[]) => ids.filter((id) => id !== 'audit.read').length;
  expect(ofContract(PERMISSION_IDS)).toBe(28);
  expect(ofContract(BUILT_IN_ROLES.admin.permissions)).toBe(28);
  expect(ofContract(BUILT_IN_ROLES.editor.permissions)).toBe(27);
  expect(ofContract(BUILT_IN_ROLES.member.permissions)).toBe(12);
});

it('keeps the audit log to admins', () => {
  expect(BUILT_IN_ROLES.admin.permissions).toContain('audit.read');
  expect(BUILT_IN_ROLES.editor.permissions).not.toContain('audit.read');
});
