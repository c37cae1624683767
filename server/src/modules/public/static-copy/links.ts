const ATTRIBUTE = /\b(?:href|src|content)="([^"]+)"/g;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
const decoded = (text: string): string => text.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => ENTITIES[entity]!);

/** Where the pages of an installation live. */
export interface Place {
  /** Origins under which the installation names itself, such as `https://status.example.com`. */
  origins: readonly string[];
  /** Empty or `/status`. */
  basePath: string;
}

/**
 * Paths below the base path that a rendered document names: links, files, pictures for other sites. Queries and fragments are left out,
 * since files have none.
 * @param path of the document, below the base path   @returns each path once, starting with a slash, in order of appearance
 */
export function linksIn(html: string, path: string, { origins, basePath }: Place): string[] {
  const home = `${origins[0]}${basePath}/`;
  const found = new Set<string>();
  for (const [, value = ''] of html.matchAll(ATTRIBUTE)) {
    // Words in meta tags are no addresses.
    if (!/^(https?:\/)?\/|^[\w-]+(\.[\w-]+)+$/.test(value)) continue;
    const url = URL.parse(decoded(value), value.startsWith('/') ? `${origins[0]}/` : home);
    if (url === null || !origins.includes(url.origin) || !url.pathname.startsWith(`${basePath}/`)) continue;
    const below = url.pathname.slice(basePath.length);
    if (below !== path) found.add(below);
  }
  return [...found];
}

/**
 * The file of a path: documents are directories with an index, everything else is called as in its address.
 * @param path below the base path, starting with a slash
 * @returns null for a path that no file system should see
 */
export function fileOf(path: string, isDocument: boolean): string | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => !/^[\w@~-][\w.@~-]*$/.test(segment))) return null;
  if (isDocument) return [...segments, 'index.html'].join('/');
  return segments.length === 0 ? null : segments.join('/');
}
