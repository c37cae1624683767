import { LIMITS, type Permission } from '@clarion/contract';

/** A text that may be translated: most characters, and whether it may break lines. */
interface Field {
  maximum: number;
}

/** Something whose texts may be translated. */
interface TranslatedKind {
  /** Permission to change the object itself; reading needs its counterpart. */
  write: Permission;
  read: Permission;
  fields: Readonly<Record<string, Field>>;
  /**
   * Finds the texts as they are stored, `{ source: {field: text} }`; no row = there is no such object. `$1` is the id, which kinds that there is
   * one of do not take.
   */
  source: string;
}

const title: Field = { maximum: LIMITS.title };
const name: Field = { maximum: LIMITS.name };

/** Everything with texts of its own in several languages. @see pages-site §8, ux D */
export const TRANSLATED = {
  page: {
    ...{ write: 'pages.write', read: 'pages.read' },
    fields: { title: name, header: name, subheader: { maximum: LIMITS.description } },
    source: `SELECT jsonb_build_object('title', page_title, 'header', page_header, 'subheader', page_subheader) AS source
      FROM pages WHERE id = $1 AND deleted_at IS NULL`,
  },
  section: {
    ...{ write: 'pages.write', read: 'pages.read' },
    fields: { name, description: { maximum: LIMITS.description } },
    source: `SELECT jsonb_build_object('name', name, 'description', description) AS source FROM page_sections WHERE id = $1`,
  },
  monitor: {
    ...{ write: 'monitors.write', read: 'monitors.read' },
    fields: { name, description: { maximum: LIMITS.description } },
    source: `SELECT jsonb_build_object('name', name, 'description', description) AS source FROM monitors WHERE id = $1 AND deleted_at IS NULL`,
  },
  incident: {
    ...{ write: 'incidents.write', read: 'incidents.read' },
    fields: { title },
    source: `SELECT jsonb_build_object('title', title) AS source FROM incidents WHERE id = $1`,
  },
  comment: {
    ...{ write: 'incidents.write', read: 'incidents.read' },
    fields: { comment: { maximum: LIMITS.markdown } },
    source: `SELECT jsonb_build_object('comment', comment) AS source FROM incident_comments WHERE id = $1`,
  },
  maintenance: {
    ...{ write: 'maintenances.write', read: 'maintenances.read' },
    fields: { title, description: { maximum: LIMITS.maintenanceDescription } },
    source: `SELECT jsonb_build_object('title', title, 'description', description) AS source FROM maintenances WHERE id = $1`,
  },
  announcement: {
    ...{ write: 'settings.write', read: 'settings.read' },
    fields: { title: name, message: { maximum: LIMITS.description }, ctaText: { maximum: 100 } },
    source: `SELECT jsonb_build_object('title', value ->> 'title', 'message', value ->> 'message', 'ctaText', value ->> 'ctaText') AS source
      FROM site_settings WHERE key = 'announcement' AND jsonb_typeof(value) = 'object'`,
  },
  /** Links of the navigation: their fields are their names, so that a translation follows its link to another place. */
  nav: {
    ...{ write: 'settings.write', read: 'settings.read' },
    fields: {},
    source: `SELECT coalesce(jsonb_object_agg(link.entry ->> 'name', link.entry ->> 'name'), '{}') AS source
      FROM site_settings s
      CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.value) WHEN 'array' THEN s.value ELSE '[]' END) AS link (entry)
      WHERE s.key = 'nav' AND link.entry ->> 'name' <> ''`,
  },
} as const satisfies Record<string, TranslatedKind>;

export type TranslatedType = keyof typeof TRANSLATED;
export const TRANSLATED_TYPES = Object.keys(TRANSLATED) as readonly TranslatedType[];

/** Kinds that there is one of: their id is 0. */
export const SINGLE_TYPES: ReadonlySet<TranslatedType> = new Set(['announcement', 'nav']);

const NAV_NAME: Field = { maximum: 100 };

/** The rule of a field; undefined = the kind has no such field. @param source texts as they are stored */
export const fieldOf = (type: TranslatedType, field: string, source: Readonly<Record<string, unknown>>): Field | undefined => {
  if (type === 'nav') return Object.hasOwn(source, field) ? NAV_NAME : undefined;
  const fields: Readonly<Record<string, Field>> = TRANSLATED[type].fields;
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
};
