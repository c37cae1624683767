import { domainToASCII } from 'node:url';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const LONGEST = 253;

/** A host as it is stored and compared: lower case, in ASCII; null for what can be none of the public's, an address for one. */
export function hostOf(text: string): string | null {
  const name = text.trim();
  // What reads names reads whole addresses too, and would forget the rest of them.
  if (/[\s/\\:@?#[\]]/.test(name)) return null;
  const host = domainToASCII(name.replace(/\.$/, ''));
  const labels = host.split('.');
  // A number at the end makes an address of it.
  if (host.length > LONGEST || labels.length < 2 || /^\d+$/.test(labels.at(-1)!)) return null;
  return labels.every((label) => LABEL.test(label)) ? host : null;
}

/** What exists below a page as well as for the whole site; everything else on its host means what it says. */
const OF_PAGE = /^\/(monitors\/|incidents\/|maintenances(\/|$|\?)|events\/|rss\.xml|atom\.xml|feed\.json|calendar\.ics|og\.png|index\.md)/;

/**
 * What an address means on the host of a page.
 * @param pagePath of the page, empty = home
 * @param path inside the installation, with its query
 * @returns null when it means what it says
 */
export function pathOnHost(pagePath: string, path: string): string | null {
  if (pagePath === '') return null;
  if (path === '/' || path.startsWith('/?')) return `/${pagePath}${path.slice(1)}`;
  return OF_PAGE.test(path) ? `/${pagePath}${path}` : null;
}
