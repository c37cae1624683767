import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fromPagePath, type Scope, scopeKey, scopeOf, type ScopeTarget, type ScopeType, unknownScope } from './scope.js';
import { INCIDENT_SEEN, MONITOR_SEEN, SECTION_SEEN } from './visible.js';

/** Parameters: paths, ids of sections, tags, ids of incidents. */
const FIND = `
  SELECT 'page' AS type, p.page_path AS name, p.id FROM pages p WHERE p.page_path = ANY ($1::text[]) AND p.deleted_at IS NULL
  UNION ALL SELECT 'section', s.id::text, s.id FROM page_sections s WHERE s.id = ANY ($2::int[]) AND ${SECTION_SEEN}
  UNION ALL SELECT 'monitor', m.tag, m.id FROM monitors m WHERE m.tag = ANY ($3::text[]) AND ${MONITOR_SEEN}
  UNION ALL SELECT 'incident', i.id::text, i.id FROM incidents i WHERE i.id = ANY ($4::int[]) AND ${INCIDENT_SEEN}`;
const HELD = `
  SELECT DISTINCT s.subscriber_method_id AS "methodId", coalesce(sc.page_id, sc.section_id, sc.monitor_id, sc.incident_id) AS id,
    coalesce(p.page_path, m.tag, sc.section_id::text, sc.incident_id::text) AS name,
    CASE WHEN sc.page_id IS NOT NULL THEN 'page' WHEN sc.section_id IS NOT NULL THEN 'section' WHEN sc.monitor_id IS NOT NULL THEN 'monitor'
      ELSE 'incident' END AS type
  FROM subscription_scopes sc JOIN user_subscriptions s ON s.id = sc.subscription_id
  LEFT JOIN pages p ON p.id = sc.page_id LEFT JOIN monitors m ON m.id = sc.monitor_id
  WHERE s.subscriber_method_id = ANY ($1::int[]) ORDER BY 1, 4, 2`;
const CHOSEN = `unnest($2::int[], $3::int[], $4::int[], $5::int[]) AS chosen (page_id, section_id, monitor_id, incident_id)`;
const ADD = `
  INSERT INTO subscription_scopes (subscription_id, page_id, section_id, monitor_id, incident_id)
  SELECT s.id, page_id, section_id, monitor_id, incident_id FROM user_subscriptions s CROSS JOIN ${CHOSEN}
  WHERE s.subscriber_method_id = $1 ON CONFLICT DO NOTHING`;
const DROP_OTHERS = `
  DELETE FROM subscription_scopes sc USING user_subscriptions s
  WHERE s.id = sc.subscription_id AND s.subscriber_method_id = $1 AND NOT EXISTS (SELECT FROM ${CHOSEN}
    WHERE chosen.page_id = sc.page_id OR chosen.section_id = sc.section_id OR chosen.monitor_id = sc.monitor_id
      OR chosen.incident_id = sc.incident_id)`;

interface NamedTarget extends ScopeTarget {
  readonly name: string;
}

/** What was found of a list of scopes, and the first that was not. */
export interface FoundScopes {
  readonly targets: readonly ScopeTarget[];
  /** Place in the list; -1 = all were found. */
  readonly firstUnknown: number;
}

/** What subscribers narrow their news to. All subscriptions of a method have the same scopes. */
@Injectable()
export class Scopes {
  /** What the methods have chosen, in a stable order; also what readers do not see any more. */
  async of(db: EntityManager, methodIds: readonly number[]): Promise<ReadonlyMap<number, readonly Scope[]>> {
    const found = new Map<number, Scope[]>(methodIds.map((id) => [id, []]));
    for (const { methodId, type, name } of await this.held(db, methodIds)) found.get(methodId)?.push(scopeOf(type, name));
    return found;
  }

  /**
   * Rows behind scopes, as far as readers see them.
   * @param methodId what this one has already it may keep, seen or not
   */
  async find(db: EntityManager, scopes: readonly Scope[], methodId?: number): Promise<FoundScopes> {
    if (scopes.length === 0) return { targets: [], firstUnknown: -1 };
    const held = methodId === undefined ? [] : await this.held(db, [methodId]);
    const seen = await this.seen(db, scopes);
    const known = new Map([...held, ...seen].map((each) => [scopeKey(scopeOf(each.type, each.name)), each]));
    const found = scopes.map((scope) => known.get(scopeKey(scope)));
    return {
      targets: found.flatMap((each) => (each === undefined ? [] : [{ type: each.type, id: each.id }])),
      firstUnknown: found.findIndex((each) => each === undefined),
    };
  }

  /** Those readers see, in no order. */
  async named(db: EntityManager, scopes: readonly Scope[]): Promise<readonly Scope[]> {
    return (await this.seen(db, scopes)).map(({ type, name }) => scopeOf(type, name));
  }

  /** @param field where the list stands on the wire @throws AppError `BAD_REQUEST`: what is hidden is answered like what is unknown */
  async assert(db: EntityManager, scopes: readonly Scope[], methodId?: number, field = 'scopes'): Promise<readonly ScopeTarget[]> {
    const { targets, firstUnknown } = await this.find(db, scopes, methodId);
    if (firstUnknown >= 0) throw unknownScope(`${field}[${firstUnknown}]`);
    return targets;
  }

  /** Replaces the scopes of all subscriptions of a method. A subscription that loses its last one ends: switch it on afterwards. */
  async write(tx: EntityManager, methodId: number, targets: readonly ScopeTarget[]): Promise<void> {
    const idsOf = (type: ScopeType): (number | null)[] => targets.map((each) => (each.type === type ? each.id : null));
    const parameters = [methodId, idsOf('page'), idsOf('section'), idsOf('monitor'), idsOf('incident')];
    if (targets.length > 0) await tx.query(ADD, parameters);
    await tx.query(DROP_OTHERS, parameters);
  }

  private async seen(db: EntityManager, scopes: readonly Scope[]): Promise<NamedTarget[]> {
    return db.query<NamedTarget[]>(FIND, [
      scopes.flatMap((each) => (each.type === 'page' ? [fromPagePath(each.page_path)] : [])),
      scopes.flatMap((each) => (each.type === 'section' ? [each.section_id] : [])),
      scopes.flatMap((each) => (each.type === 'monitor' ? [each.monitor_tag] : [])),
      scopes.flatMap((each) => (each.type === 'incident' ? [each.incident_id] : [])),
    ]);
  }

  private async held(db: EntityManager, methodIds: readonly number[]): Promise<(NamedTarget & { methodId: number })[]> {
    return methodIds.length === 0 ? [] : db.query<(NamedTarget & { methodId: number })[]>(HELD, [methodIds]);
  }
}

/** Whether two lists say the same. */
export const areSameScopes = (a: readonly Scope[], b: readonly Scope[]): boolean =>
  a.length === b.length && a.map(scopeKey).sort().join('\n') === b.map(scopeKey).sort().join('\n');
