/** One thing a provider of analytics must be told, under the contract's label. */
export interface Requirement {
  label: string;
  isRequired: boolean;
  isAddress: boolean;
  /** Used while it is empty, or an example. */
  placeholder: string;
}

const needed = (label: string, placeholder = ''): Requirement => ({ label, isRequired: true, isAddress: false, placeholder });
const neededAddress = (label: string, placeholder: string): Requirement => ({ label, isRequired: true, isAddress: true, placeholder });
const address = (label: string, placeholder = 'https://'): Requirement => ({ label, isRequired: false, isAddress: true, placeholder });

/** @see pages-site §16 */
export const PROVIDERS = [
  {
    key: 'analytics.googleTagManager',
    requirements: [needed('Measurement ID', 'G-XXXXXXXXXX'), address('Transport URL'), address('Script Host')],
  },
  {
    key: 'analytics.plausible',
    requirements: [
      needed('Domain', 'status.example.com'),
      neededAddress('API', 'https://plausible.io/api/event'),
      neededAddress('Script Source', 'https://plausible.io/js/script.js'),
    ],
  },
  { key: 'analytics.mixpanel', requirements: [needed('Project Token'), address('API Host', 'https://api.mixpanel.com')] },
  {
    key: 'analytics.amplitude',
    requirements: [needed('Amplitude API Key'), address('Server URL', 'https://api2.amplitude.com/2/httpapi')],
  },
  { key: 'analytics.clarity', requirements: [needed('Project ID')] },
  { key: 'analytics.umami', requirements: [needed('Website ID'), address('Script URL', 'https://cloud.umami.is/script.js')] },
  { key: 'analytics.posthog', requirements: [needed('API Key'), address('API Host', 'https://us.i.posthog.com')] },
] as const satisfies readonly { key: string; requirements: readonly Requirement[] }[];
