import { LIMITS } from '@clarion/contract';
import { invalidField } from '../../../platform/errors/app-error.js';
import { HOME_PATH, toPagePath } from '../../monitors/monitor-pages.js';

export const SCOPE_TYPES = ['page', 'section', 'monitor', 'incident'] as const;
export type ScopeType = (typeof SCOPE_TYPES)[number];

/** What news is narrowed to, as it is written; a list without any means everything. */
export type Scope =
  | { readonly type: 'page'; readonly page_path: string }
  | { readonly type: 'section'; readonly section_id: number }
  | { readonly type: 'monitor'; readonly monitor_tag: string }
  | { readonly type: 'incident'; readonly incident_id: number };

/** The same in ids of rows. */
export interface ScopeTarget {
  readonly type: ScopeType;
  readonly id: number;
}

const MOST_ID = 2_147_483_647;
const LONGEST_NAME = 255;

/** Tells two scopes apart: `monitor:shop`. Forms use it as their value. */
export function scopeKey(scope: Scope): string {
  switch (scope.type) {
    case 'page':
      return `page:${scope.page_path}`;
    case 'section':
      return `section:${scope.section_id}`;
    case 'monitor':
      return `monitor:${scope.monitor_tag}`;
    case 'incident':
      return `incident:${scope.incident_id}`;
  }
}

/** A page's path as it is stored. */
export const fromPagePath = (path: string): string => (path === HOME_PATH ? '' : path);

/** @param name path as it is stored, tag, or id in digits */
export function scopeOf(type: ScopeType, name: string): Scope {
  switch (type) {
    case 'page':
      return { type, page_path: toPagePath(name) };
    case 'monitor':
      return { type, monitor_tag: name };
    case 'section':
      return { type, section_id: Number(name) };
    case 'incident':
      return { type, incident_id: Number(name) };
  }
}

/** The other way. @returns null for what is none */
export function scopeOfKey(key: string): Scope | null {
  const [, type = '', name = ''] = /^([a-z]+):(.+)$/s.exec(key) ?? [];
  const member = { page: 'page_path', section: 'section_id', monitor: 'monitor_tag', incident: 'incident_id' }[type];
  return member === undefined ? null : readScope({ type, [member]: member.endsWith('_id') ? Number(name) : name });
}

const isId = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_ID;
const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;

function readScope(sent: unknown): Scope | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { type, page_path: path, section_id: section, monitor_tag: tag, incident_id: incident } = sent as Readonly<Record<string, unknown>>;
  if (type === 'page' && isName(path)) return { type, page_path: path };
  if (type === 'section' && isId(section)) return { type, section_id: section };
  if (type === 'monitor' && isName(tag)) return { type, monitor_tag: tag };
  if (type === 'incident' && isId(incident)) return { type, incident_id: incident };
  return null;
}

/** One answer for what is unknown, hidden and misspelt. */
export const unknownScope = (field: string): Error => invalidField(field, `${field}: there is nothing of this name to subscribe to`);

/** @throws AppError `BAD_REQUEST` naming the field */
export function scopeIn(sent: unknown, field = 'scope'): Scope {
  const scope = readScope(sent);
  if (scope === null) throw unknownScope(field);
  return scope;
}

/** What somebody sent, each scope once; whether it is there, `Scopes` knows. @throws AppError `BAD_REQUEST` naming the place */
export function scopesIn(sent: unknown, field = 'scopes'): readonly Scope[] {
  if (!Array.isArray(sent)) throw invalidField(field, 'It must be a list of scopes');
  if (sent.length > LIMITS.subscriptionScopes) throw invalidField(field, `At most ${LIMITS.subscriptionScopes} can be chosen`);
  const found = (sent as unknown[]).map((each, index) => scopeIn(each, `${field}[${index}]`));
  return [...new Map(found.map((scope) => [scopeKey(scope), scope])).values()];
}
