import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { SiteService } from '../../site/site.service.js';
import { TranslationsService } from '../../translations/translations.service.js';
import { fromPagePath, type Scope, scopeKey, scopeOf } from './scope.js';
import { INCIDENT_SEEN, MONITOR_SEEN } from './visible.js';

/** Something a reader may choose, with its name in their language. */
export interface ScopeChoice {
  readonly scope: Scope;
  readonly name: string;
}

/** A list of monitors on a page; without a section it is the unnamed one. */
export interface SectionChoice {
  readonly section: ScopeChoice | null;
  readonly monitors: readonly ScopeChoice[];
}

export interface PageChoice {
  readonly page: ScopeChoice;
  readonly sections: readonly SectionChoice[];
}

/** All there is to choose from. */
export interface ScopeChoices {
  /** The home page first. */
  readonly pages: readonly PageChoice[];
  readonly incidents: readonly ScopeChoice[];
  /** Chosen once, and not seen by readers any more. */
  readonly lost: readonly Scope[];
}

/** A monitor stands where it comes first: home, then by titles. */
const PLACES = `
  SELECT * FROM (
    SELECT DISTINCT ON (m.id) p.id AS "pageId", p.page_path AS path, p.page_title AS title, s.id AS "sectionId", s.name AS section,
      m.id AS "monitorId", m.tag, m.name, p.page_path <> '' AS "isSub", coalesce(s.position, -1) AS "sectionPlace", pm.position AS place
    FROM monitors m JOIN pages_monitors pm ON pm.monitor_id = m.id JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL
    LEFT JOIN page_sections s ON s.id = pm.section_id
    WHERE ${MONITOR_SEEN} AND ($1::text[] IS NULL OR p.page_path = ANY ($1))
    ORDER BY m.id, p.page_path <> '', p.page_title, p.id) first
  ORDER BY "isSub", title, "pageId", "sectionPlace", "sectionId" NULLS FIRST, place, "monitorId"`;
const PAGES = `
  SELECT id, page_path AS path, page_title AS title FROM pages WHERE deleted_at IS NULL AND ($1::text[] IS NULL OR page_path = ANY ($1))
  ORDER BY page_path <> '', page_title, id`;
const INCIDENTS = `SELECT i.id, i.title FROM incidents i WHERE i.id = ANY ($1::int[]) AND ${INCIDENT_SEEN} ORDER BY i.id DESC`;

/** Parameters: paths, ids of sections, tags. */
const PAGES_OF = `
  SELECT p.page_path AS path FROM pages p WHERE p.deleted_at IS NULL AND (p.page_path = ANY ($1::text[])
    OR EXISTS (SELECT FROM page_sections s WHERE s.page_id = p.id AND s.id = ANY ($2::int[]))
    OR EXISTS (SELECT FROM pages_monitors pm JOIN monitors m ON m.id = pm.monitor_id WHERE pm.page_id = p.id AND m.tag = ANY ($3::text[])))`;

interface PlaceRow {
  readonly pageId: number;
  readonly sectionId: number | null;
  readonly section: string | null;
  readonly monitorId: number;
  readonly tag: string;
  readonly name: string;
}
interface PageRow {
  readonly id: number;
  readonly path: string;
  readonly title: string;
}

/** What readers can narrow their news to, as the forms show it. */
@Injectable()
export class ReadScopeChoices {
  constructor(
    private readonly sources: DataSources,
    private readonly site: SiteService,
    private readonly translations: TranslationsService,
  ) {}

  /** @param chosen what stands in the form whether it is on a page or not @param pagePath the page a reader comes from; empty = home */
  async now(locale: string, chosen: readonly Scope[], pagePath: string): Promise<ScopeChoices> {
    const db = this.sources.get('web').manager;
    const only = (await this.areApart()) ? await this.pathsOf(db, chosen, pagePath) : null;
    const places = await db.query<PlaceRow[]>(PLACES, [only]);
    const pages = await db.query<PageRow[]>(PAGES, [only]);
    const asked = chosen.flatMap((scope) => (scope.type === 'incident' ? [scope.incident_id] : []));
    const incidents = asked.length === 0 ? [] : await db.query<{ id: number; title: string }[]>(INCIDENTS, [asked]);
    const translated = await this.translations.of({
      page: pages.map(({ id }) => id),
      section: [...new Set(places.flatMap(({ sectionId }) => sectionId ?? []))],
      monitor: places.map(({ monitorId }) => monitorId),
      incident: incidents.map(({ id }) => id),
    });
    const words = translated.in(locale);
    const found = pages.map(({ id, path, title }) => ({
      page: { scope: scopeOf('page', path), name: words('page', id, 'title', title) },
      sections: sectionsOf(
        places.filter(({ pageId }) => pageId === id),
        (row) => words('section', row.sectionId ?? 0, 'name', row.section ?? ''),
        (row) => words('monitor', row.monitorId, 'name', row.name),
      ),
    }));
    const events = incidents.map(({ id, title }) => ({
      ...{ scope: scopeOf('incident', String(id)), name: words('incident', id, 'title', title) },
    }));
    const shown = new Set([...found.flatMap(choicesOf), ...events].map(({ scope }) => scopeKey(scope)));
    return { pages: found, incidents: events, lost: chosen.filter((scope) => !shown.has(scopeKey(scope))) };
  }

  /** Names of what was chosen, as far as readers see it. */
  async namesOf(locale: string, chosen: readonly Scope[], pagePath: string): Promise<readonly string[]> {
    if (chosen.length === 0) return [];
    const { pages, incidents } = await this.now(locale, chosen, pagePath);
    const keys = new Set(chosen.map(scopeKey));
    return [...incidents, ...pages.flatMap(choicesOf)].filter(({ scope }) => keys.has(scopeKey(scope))).map(({ name }) => name);
  }

  /** Pages that know nothing of each other: where the reader is, and where what they chose stands. */
  private async pathsOf(db: EntityManager, chosen: readonly Scope[], pagePath: string): Promise<readonly string[]> {
    const rows = await db.query<{ path: string }[]>(PAGES_OF, [
      [pagePath, ...chosen.flatMap((scope) => (scope.type === 'page' ? [fromPagePath(scope.page_path)] : []))],
      chosen.flatMap((scope) => (scope.type === 'section' ? [scope.section_id] : [])),
      chosen.flatMap((scope) => (scope.type === 'monitor' ? [scope.monitor_tag] : [])),
    ]);
    return rows.map(({ path }) => path);
  }

  private async areApart(): Promise<boolean> {
    const stored = (await this.site.find('globalPageVisibilitySettings')) as { forceExclusivity?: unknown } | null;
    return stored?.forceExclusivity === true;
  }
}

function sectionsOf(
  rows: readonly PlaceRow[],
  sectionName: (row: PlaceRow) => string,
  monitorName: (row: PlaceRow) => string,
): SectionChoice[] {
  return [...new Set(rows.map(({ sectionId }) => sectionId))].map((id) => {
    const held = rows.filter(({ sectionId }) => sectionId === id);
    const [first] = held;
    return {
      section: id === null || first === undefined ? null : { scope: scopeOf('section', String(id)), name: sectionName(first) },
      monitors: held.map((row) => ({ scope: scopeOf('monitor', row.tag), name: monitorName(row) })),
    };
  });
}

const choicesOf = ({ page, sections }: PageChoice): ScopeChoice[] => [
  page,
  ...sections.flatMap(({ section, monitors }) => [...(section === null ? [] : [section]), ...monitors]),
];
