import { suggestTag } from '../monitors/form/monitor-draft.js';

/** What somebody typed into "What should be watched?", understood. */
export type Detected = { ok: true; url: string; name: string; tag: string } | { ok: false; reason: string };

const HOST = /^[a-z0-9.-]+\.[a-z]{2,}(:\d+)?([/?#].*)?$|^localhost(:\d+)?([/?#].*)?$|^\d{1,3}(\.\d{1,3}){3}(:\d+)?([/?#].*)?$/i;

/** Understands a web address, with or without its scheme; everything else is left to the form of the dashboard. */
export function detect(text: string): Detected {
  const typed = text.trim();
  if (typed === '') return { ok: false, reason: 'Enter an address, such as https://example.com.' };
  const address = /^https?:\/\//i.test(typed) ? typed : HOST.test(typed) ? `https://${typed}` : null;
  if (address === null || !URL.canParse(address) || /[\s"']/.test(address)) {
    return { ok: false, reason: 'This is not a web address. Heartbeats and manual monitors can be made in the dashboard.' };
  }
  const { host, hostname, pathname } = new URL(address);
  const bare = hostname.replace(/^www\./, '');
  const last = pathname.split('/').filter(Boolean).at(-1);
  const name = last ? `${bare} ${last}` : bare;
  return {
    ok: true,
    url: address,
    name,
    tag: suggestTag(last ? `${host.replace(/^www\./, '')}-${last}` : host.replace(/^www\./, '')) || 'monitor',
  };
}
