import { applyEach, disabled, max, maxLength, min, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS } from '@clarion/contract';
import { fromLocalInput } from '../platform/formats.js';
import { PROVIDERS } from './providers.js';
import type { Colours, SiteDraft } from './site-draft.js';

const ORIGIN = /^https?:\/\/[^\s/?#]+\/?$/i;
const ADDRESS = /^https?:\/\/\S+$/i;
const ADDRESS_OR_PATH = /^(https?:\/\/\S+|\/(?![/\\])\S*)$/i;
const HEX = /^#[0-9a-f]{6}$/i;
const NO_FONT_NAME = /[;{}<>\\@()]/;

const COLOUR_NAMES: readonly (keyof Colours)[] = ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'ACCENT', 'ACCENT_FOREGROUND'];
const JSON_KEYS = ['hero', 'homeDataMaxDays', 'metaTags', 'analytics', 'categories', 'monitorSort'] as const;
const ADDRESS_HINT = 'Start with https:// or, on this site, with /.';

/** The rules of every field. The server has the last word; these say it sooner. @param canWrite false: everything is shown and fixed */
export const siteRules =
  (canWrite: boolean) =>
  (path: SchemaPathTree<SiteDraft>): void => {
    disabled(path, () => !canWrite);
    required(path.siteName, { message: 'Enter a name.' });
    maxLength(path.siteName, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
    required(path.siteURL, { message: 'Enter an address.' });
    pattern(path.siteURL, ORIGIN, { message: 'Start with http:// or https:// and leave out the path.' });
    required(path.home, { message: 'Enter an address; / is the home page.' });
    pattern(path.home, ADDRESS_OR_PATH, { message: ADDRESS_HINT });
    for (const image of [path.logo, path.favicon, path.socialPreviewImage]) pattern(image, ADDRESS_OR_PATH, { message: ADDRESS_HINT });
    for (const colours of [path.colors, path.colorsDark]) {
      for (const name of COLOUR_NAMES) {
        validate(colours[name], ({ value }) => (HEX.test(value()) ? undefined : { kind: 'hex', message: 'Six digits, such as #1f8f55.' }));
      }
    }
    pattern(path.font.cssSrc, ADDRESS, { message: 'Start with https://.' });
    validate(path.font.family, ({ value }) =>
      NO_FONT_NAME.test(value()) ? { kind: 'font', message: 'Names of fonts, separated by commas.' } : undefined,
    );
    announcementRules(path);
    applyEach(path.nav, (link) => {
      required(link.name, { message: 'Enter a name.' });
      required(link.url, { message: 'Enter an address.' });
      pattern(link.url, ADDRESS_OR_PATH, { message: ADDRESS_HINT });
    });
    eventRules(path);
    for (const part of [path.dateAndTimeFormat.datePlusTime, path.dateAndTimeFormat.dateOnly, path.dateAndTimeFormat.timeOnly]) {
      required(part, { message: 'Enter a pattern.' });
      maxLength(part, 50, { message: 'At most 50 characters.' });
    }
    maxLength(path.metaSiteTitle, LIMITS.name, { message: `At most ${LIMITS.name} characters.` });
    maxLength(path.metaSiteDescription, 1_000, { message: 'At most 1000 characters.' });
    applyEach(path.sitemap.urls, (url) => {
      required(url.loc, { message: 'Enter an address.' });
      pattern(url.loc, ADDRESS, { message: 'Start with https://.' });
    });
    providerRules(path);
    whole(path.dataRetentionPolicy.retentionDays, 1, 36_500);
    whole(path.globalMaintenanceNotificationSettings.reminder_buffer_hours, 1, 8_760);
    required(path.title, { message: 'Enter a title.' });
    whole(path.homeIncidentStartTimeWithin, 1, 1_000_000);
    for (const key of JSON_KEYS) {
      validate(path[key], ({ value }) => (isJson(value()) ? undefined : { kind: 'json', message: 'This is not valid JSON.' }));
    }
  };

function whole(path: SchemaPathTree<number | null>, least: number, most: number): void {
  required(path, { message: 'Enter a number.' });
  min(path, least, { message: `Not below ${least}.` });
  max(path, most, { message: `At most ${most}.` });
}

function announcementRules({ announcement }: SchemaPathTree<SiteDraft>): void {
  validate(announcement.title, ({ value, valueOf }) =>
    value().trim() === '' && valueOf(announcement.message).trim() !== ''
      ? { kind: 'required', message: 'Enter a title, or clear the message.' }
      : undefined,
  );
  validate(announcement.message, ({ value, valueOf }) =>
    value().trim() === '' && valueOf(announcement.title).trim() !== ''
      ? { kind: 'required', message: 'Enter a message, or clear the title.' }
      : undefined,
  );
  pattern(announcement.ctaURL, ADDRESS_OR_PATH, { message: ADDRESS_HINT });
  validate(announcement.ctaText, ({ value, valueOf }) =>
    (value().trim() === '') !== (valueOf(announcement.ctaURL).trim() === '')
      ? { kind: 'pair', message: 'A button needs both, words and an address.' }
      : undefined,
  );
  min(announcement.reshowAfterInHours, 0, { message: 'Not below 0.' });
  max(announcement.reshowAfterInHours, 8_760, { message: 'At most a year.' });
  validate(announcement.endsAt, ({ value, valueOf }) => {
    const [from, to] = [fromLocalInput(valueOf(announcement.startsAt)), fromLocalInput(value())];
    return from !== null && to !== null && to <= from ? { kind: 'order', message: 'Ends after it starts.' } : undefined;
  });
}

function eventRules({ eventDisplaySettings: { incidents, maintenances }, homeIncidentCount }: SchemaPathTree<SiteDraft>): void {
  const counts = [
    ...[incidents.resolved.maxCount, incidents.resolved.daysInPast, maintenances.past.maxCount, maintenances.past.daysInPast],
    ...[maintenances.upcoming.maxCount, maintenances.upcoming.daysInFuture],
  ];
  for (const count of counts) whole(count, 0, 1_000);
  whole(homeIncidentCount, 0, 999_999_999);
}

function providerRules(path: SchemaPathTree<SiteDraft>): void {
  for (const { key, requirements } of PROVIDERS) {
    const provider = path[key];
    for (const { label, isRequired, isAddress } of requirements) {
      const field = provider.requirements[label];
      if (field === undefined) continue;
      if (isAddress) pattern(field, ADDRESS, { message: 'Start with https://.' });
      if (!isRequired) continue;
      validate(field, ({ value, valueOf }) =>
        valueOf(provider.isEnabled) && value().trim() === '' ? { kind: 'required', message: 'Needed while it is on.' } : undefined,
      );
    }
  }
}

function isJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
