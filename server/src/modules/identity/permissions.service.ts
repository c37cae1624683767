import type { Permission } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/database/clock.js';
import { DataSources } from '../../platform/database/data-sources.js';

/** Seconds a user's permissions are believed without asking again. @see reliability SEC-62 */
const TRUSTED_SECONDS = 30;

export interface Grants {
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
}

/** What a user may do: the union over his ACTIVE roles of their ACTIVE permissions. @see data-model §9 */
@Injectable()
export class PermissionsService {
  private readonly known = new Map<number, { at: number; grants: Grants }>();

  constructor(
    private readonly sources: DataSources,
    private readonly clock: Clock,
  ) {}

  async ofUser(userId: number): Promise<Grants> {
    const cached = this.known.get(userId);
    if (cached && this.clock.now() - cached.at < TRUSTED_SECONDS) return cached.grants;
    const rows = await this.sources.get('web').query<{ role: string; permissions: Permission[] }[]>(
      `SELECT r.id AS role, coalesce(array_agg(p.permissions_id) FILTER (WHERE p.status = 'ACTIVE'), '{}') AS permissions
         FROM users_roles u JOIN roles r ON r.id = u.roles_id AND r.status = 'ACTIVE'
         LEFT JOIN roles_permissions p ON p.roles_id = r.id
        WHERE u.users_id = $1 GROUP BY r.id ORDER BY r.id`,
      [userId],
    );
    const grants: Grants = { roles: rows.map(({ role }) => role), permissions: new Set(rows.flatMap(({ permissions }) => permissions)) };
    this.known.set(userId, { at: this.clock.now(), grants });
    return grants;
  }

  /** What a role grants, for keys that act under one; nothing when the role is INACTIVE or gone. */
  async ofRole(roleId: string): Promise<ReadonlySet<Permission>> {
    const rows = await this.sources.get('web').query<{ id: Permission }[]>(
      `SELECT p.permissions_id AS id FROM roles r JOIN roles_permissions p ON p.roles_id = r.id AND p.status = 'ACTIVE'
        WHERE r.id = $1 AND r.status = 'ACTIVE'`,
      [roleId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The user's role that grants most, for what he makes without naming one. */
  async widestRoleOf(userId: number): Promise<string> {
    const { roles } = await this.ofUser(userId);
    const sized = await Promise.all(roles.map(async (role) => ({ role, size: (await this.ofRole(role)).size })));
    return sized.sort((left, right) => right.size - left.size)[0]?.role ?? '';
  }

  /** Forgets what was believed, after a change of roles or of a user. */
  forget(userId?: number): void {
    if (userId === undefined) this.known.clear();
    else this.known.delete(userId);
  }
}
