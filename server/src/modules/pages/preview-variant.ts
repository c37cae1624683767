import { canonicalTimeZone } from '@clarion/domain';
import { invalidField } from '../../platform/errors/app-error.js';
import type { PreviewQuery } from './dto/page-draft.dto.js';
import type { Variant } from './snapshots.service.js';

/** For whom a draft is drawn. @param locales of the site, its default first @throws AppError `BAD_REQUEST` for what is no time zone */
export function previewVariant({ tz = 'UTC', lang }: PreviewQuery, locales: readonly string[]): Variant {
  const timeZone = canonicalTimeZone(tz);
  if (timeZone === null) throw invalidField('tz', 'tz must be the name of a time zone, such as Europe/Berlin');
  return { timeZone, locale: lang ?? locales[0] ?? 'en' };
}
