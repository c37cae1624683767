/** The 28 permissions of the contract, and those of ours. Ids are `domain.action`. @see admin-and-auth §3 */
export const PERMISSIONS = {
  'monitors.read': 'View monitors',
  'monitors.write': 'Change monitors',
  'incidents.read': 'View incidents',
  'incidents.write': 'Change incidents',
  'maintenances.read': 'View maintenances',
  'maintenances.write': 'Change maintenances',
  'pages.read': 'View pages',
  'pages.write': 'Change pages',
  'triggers.read': 'View triggers',
  'triggers.write': 'Change triggers',
  'alerts.read': 'View alerts',
  'alerts.write': 'Change alerts',
  'api_keys.read': 'View API keys',
  'api_keys.write': 'Change API keys',
  'api_keys.delete': 'Delete API keys',
  'users.read': 'View users',
  'users.write': 'Change users',
  'settings.read': 'View site settings',
  'settings.write': 'Change site settings',
  'subscribers.read': 'View subscribers',
  'subscribers.write': 'Change subscribers',
  'email_templates.read': 'View templates',
  'email_templates.write': 'Change templates',
  'images.write': 'Upload images',
  'roles.read': 'View roles',
  'roles.write': 'Change roles',
  'roles.assign_permissions': 'Grant permissions to roles',
  'roles.assign_users': 'Give roles to users',
  'audit.read': 'View the audit log',
} as const;
export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_IDS = Object.keys(PERMISSIONS) as readonly Permission[];

const reads = PERMISSION_IDS.filter((id) => id.endsWith('.read') && id !== 'audit.read');

/** The built-in roles; their permissions are re-synchronised at every start. */
export const BUILT_IN_ROLES = {
  admin: { name: 'Admin', permissions: PERMISSION_IDS },
  editor: { name: 'Editor', permissions: PERMISSION_IDS.filter((id) => id !== 'api_keys.delete' && id !== 'audit.read') },
  member: { name: 'Member', permissions: reads },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>;
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;
