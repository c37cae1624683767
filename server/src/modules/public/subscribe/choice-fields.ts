import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import { escapeHtml } from '@clarion/domain/templates';
import { factsOf, type MessageKey, resolveLocale, translate } from '@clarion/i18n';
import type { QuietHours } from '../../subscriptions/choices.js';
import type { ScopeChoice, ScopeChoices } from '../../subscriptions/scopes/scope-choices.service.js';
import { type Scope, scopeKey } from '../../subscriptions/scopes/scope.js';
import type { OfferedTypes } from '../../subscriptions/subscription-settings.service.js';

export const TYPE_WORDS = {
  incidents: 'subscriptions.incidents',
  maintenances: 'subscriptions.maintenances',
} as const satisfies Record<SubscriptionEventType, MessageKey>;

/** What stands in the fields. */
export interface FilledIn {
  readonly types: OfferedTypes;
  /** Only `scopes`, not everything. */
  readonly isSome: boolean;
  readonly scopes: readonly Scope[];
  readonly locale: string;
  readonly timeZone: string;
}

/** What there is to choose from. */
export interface Offered {
  readonly types: OfferedTypes;
  readonly scopes: ScopeChoices;
  readonly locales: readonly string[];
}

interface Box {
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly isOn: boolean;
  readonly type?: 'checkbox' | 'radio';
  readonly look?: string;
}

export const box = ({ name, value, words, isOn, type = 'checkbox', look = '' }: Box): string =>
  `<label class="choice${look === '' ? '' : ` ${look}`}"><input type="${type}" name="${name}" value="${escapeHtml(value)}"${isOn ? ' checked' : ''}>${escapeHtml(words)}</label>`;

const fieldset = (legend: string, content: string): string => `<fieldset><legend>${escapeHtml(legend)}</legend>${content}</fieldset>`;

/** Types, what they are about, language and zone. @param locale of the words */
export function choiceFields(locale: string, filled: FilledIn, offered: Offered): string {
  const types = SUBSCRIPTION_EVENT_TYPES.filter((type) => offered.types[type] || filled.types[type]).map((type) =>
    box({ name: type, value: 'yes', words: translate(locale, TYPE_WORDS[type]), isOn: filled.types[type] }),
  );
  return [
    fieldset(translate(locale, 'subscriptions.types'), types.join('')),
    reachFields(locale, filled, offered.scopes),
    languageField(locale, filled.locale, offered.locales),
    zoneField(locale, filled.timeZone),
  ].join('');
}

/** Everything, or some of it. A site with nothing to pick has everything alone. */
function reachFields(locale: string, { isSome, scopes: chosen }: FilledIn, { pages, incidents, lost }: ScopeChoices): string {
  const keys = new Set(chosen.map(scopeKey));
  const pick = ({ scope, name }: ScopeChoice, look = ''): string =>
    box({ name: 'scope', value: scopeKey(scope), words: name, isOn: keys.has(scopeKey(scope)), look });
  const lists = pages.map(({ page, sections }) => {
    const whole = { ...page, name: translate(locale, 'subscriptions.wholePage', { name: page.name }) };
    const content = sections
      .map(({ section, monitors }) => {
        const names = monitors.map((each) => pick(each)).join('');
        return section === null ? names : `${pick(section, 'strong')}<div class="nest">${names}</div>`;
      })
      .join('');
    const isSaid = pages.length > 1 || keys.has(scopeKey(page.scope));
    if (content === '' && !isSaid) return '';
    const isOpen = pages.length === 1 || keys.size > 0;
    return `<details${isOpen ? ' open' : ''}><summary>${escapeHtml(page.name)}</summary>${isSaid ? pick(whole) : ''}${content}</details>`;
  });
  const events = incidents.map(({ scope, name }) => pick({ scope, name: translate(locale, 'subscriptions.incident', { title: name }) }));
  const gone = lost.map((scope) => pick({ scope, name: translate(locale, 'subscriptions.notShown') }));
  const picks = [...events, ...lists, ...gone].join('');
  if (picks === '') return `<input type="hidden" name="reach" value="all">`;
  const radio = (value: string, words: string, isOn: boolean): string => box({ name: 'reach', value, words, isOn, type: 'radio' });
  return fieldset(
    translate(locale, 'subscriptions.reach'),
    radio('all', translate(locale, 'subscriptions.everything'), !isSome) +
      radio('some', translate(locale, 'subscriptions.some'), isSome) +
      `<div class="picks">${picks}</div>`,
  );
}

const option = (value: string, words: string, isOn: boolean): string =>
  `<option value="${escapeHtml(value)}"${isOn ? ' selected' : ''}>${escapeHtml(words)}</option>`;
const select = (name: string, label: string, options: readonly string[]): string =>
  `<div class="field"><label for="${name}">${escapeHtml(label)}</label><select id="${name}" name="${name}">${options.join('')}</select></div>`;

function languageField(locale: string, chosen: string, locales: readonly string[]): string {
  if (locales.length < 2) return '';
  const options = locales.map((code) => {
    const language = resolveLocale([code]);
    return option(code, factsOf(language).name, code === chosen);
  });
  return select('locale', translate(locale, 'preferences.language'), options);
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
function zoneField(locale: string, chosen: string): string {
  const names = ZONES.includes(chosen) ? ZONES : [chosen, ...ZONES];
  return select(
    'time_zone',
    translate(locale, 'preferences.zone'),
    names.map((name) => option(name, name.replaceAll('_', ' '), name === chosen)),
  );
}

const USUAL_HOURS: QuietHours = { from: '22:00', to: '07:00' };

/** A time of the day in which nothing is sent. */
export function quietFields(locale: string, hours: QuietHours | null): string {
  const { from, to } = hours ?? USUAL_HOURS;
  const time = (name: string, words: string, value: string): string =>
    `<div><label for="${name}">${escapeHtml(words)}</label><input type="time" id="${name}" name="${name}" value="${value}"></div>`;
  const times =
    time('quiet_from', translate(locale, 'subscriptions.quietFrom'), from) +
    time('quiet_to', translate(locale, 'subscriptions.quietTo'), to);
  const hint = translate(locale, 'subscriptions.quietHint');
  return `<div class="field">${box({ name: 'quiet', value: 'yes', words: translate(locale, 'subscriptions.quiet'), isOn: hours !== null, look: 'strong' })}<div class="hours"><p>${escapeHtml(hint)}</p><div class="pair">${times}</div></div></div>`;
}
