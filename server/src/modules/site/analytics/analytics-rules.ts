import { address, and, bool, optional, type Rule, SettingError, shape, text } from '../rules.js';

/** What a provider needs to be told. */
interface Requirement {
  label: string;
  rule: Rule<string>;
  isRequired: boolean;
}

/** Ids end up in scripts and in the security policy: nothing in them can end a text, an attribute or a directive. */
const id: Rule<string> = (value, name) => {
  const string = text({ maximum: 200 })(value, name);
  if (!/^[A-Za-z0-9._:/-]*$/.test(string)) throw new SettingError(`${name} must be letters, digits and . _ : / -`, name);
  return string;
};
const url = address({ orEmpty: true });

const required = (label: string, rule = id): Requirement => ({ label, rule, isRequired: true });
const optionalUrl = (label: string): Requirement => ({ label, rule: url, isRequired: false });

const provider = (...requirements: readonly Requirement[]): Rule =>
  and(
    shape({
      isEnabled: bool,
      requirements: optional(shape(Object.fromEntries(requirements.map(({ label, rule }) => [label, optional(rule)])))),
    }),
    (value, name) => {
      const { isEnabled, requirements: given = {} } = value as { isEnabled: boolean; requirements?: Record<string, unknown> };
      const missing = isEnabled ? requirements.find(({ label, isRequired }) => isRequired && !given[label]) : undefined;
      if (missing !== undefined) {
        const field = `${name}.requirements.${missing.label}`;
        throw new SettingError(`${field} is needed while ${name} is enabled`, field);
      }
      return value;
    },
  );

/** Providers of analytics by their site key, with the labels the contract gives to what they need. @see pages-site §16 */
export const ANALYTICS: Readonly<Record<string, Rule>> = {
  'analytics.googleTagManager': provider(required('Measurement ID'), optionalUrl('Transport URL'), optionalUrl('Script Host')),
  'analytics.plausible': provider(required('Domain'), required('API', url), required('Script Source', url)),
  'analytics.mixpanel': provider(required('Project Token'), optionalUrl('API Host')),
  'analytics.amplitude': provider(required('Amplitude API Key'), optionalUrl('Server URL')),
  'analytics.clarity': provider(required('Project ID')),
  'analytics.umami': provider(required('Website ID'), optionalUrl('Script URL')),
  'analytics.posthog': provider(required('API Key'), optionalUrl('API Host')),
};
