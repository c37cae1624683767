import type { MonitorPageSnapshot } from '@clarion/contract';
import type { SiteFacts } from './facts.js';

type Options = Readonly<Record<string, unknown>>;
const documentIn = (value: unknown): Options => (typeof value === 'object' && value !== null ? (value as Options) : {});

/** What readers are helped to share: both the site and the monitor may switch it off. @see pages-site §15 */
export function mayShare(site: SiteFacts['settings'], monitor: Options | null): MonitorPageSnapshot['sharing'] {
  const places = [documentIn(site.get('subMenuOptions')), documentIn(monitor?.['sharing_options'])];
  const isOn = (option: string): boolean => places.every((place) => place[option] !== false);
  return { badges: isOn('showShareBadgeMonitor'), embeds: isOn('showShareEmbedMonitor') };
}
