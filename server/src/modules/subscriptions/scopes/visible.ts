/** Readers see monitor `m`: it is not hidden, and on a page that is there. */
export const MONITOR_SEEN = `(m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden AND EXISTS (
  SELECT FROM pages_monitors pm JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL WHERE pm.monitor_id = m.id))`;

/** Readers see section `s`: it stands on a page that is there, and holds something they see. */
export const SECTION_SEEN = `(
  EXISTS (SELECT FROM pages p WHERE p.id = s.page_id AND p.deleted_at IS NULL) AND EXISTS (
    SELECT FROM pages_monitors held JOIN monitors m ON m.id = held.monitor_id WHERE held.section_id = s.id AND ${MONITOR_SEEN}))`;

/** Readers see incident `i`. */
export const INCIDENT_SEEN = `(i.is_global OR EXISTS (
  SELECT FROM incident_monitors im JOIN monitors m ON m.id = im.monitor_id WHERE im.incident_id = i.id AND ${MONITOR_SEEN}))`;
