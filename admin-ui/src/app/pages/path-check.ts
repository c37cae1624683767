import { isReservedPath, sanitizePath } from '@clarion/domain';

/** What becomes of a path while somebody types it. */
export interface PathCheck {
  /** As it will be stored; empty = nothing of it can be. */
  path: string;
  /** Why it cannot be the path of a page; null = it can. */
  fault: string | null;
}

/**
 * The path that a text becomes, and why it may not be one. The server judges it again.
 * @param taken paths of other pages
 */
export function checkPath(text: string, taken: ReadonlySet<string>): PathCheck {
  const path = sanitizePath(text);
  if (text.trim() === '') return { path, fault: 'Enter a path.' };
  if (path === '') return { path, fault: 'Use letters from a to z, digits, - or _; nothing else can stand in a path.' };
  if (isReservedPath(path))
    return { path, fault: `“${path}” is reserved: addresses of the product itself begin with it, and your page would never be reached.` };
  if (taken.has(path)) return { path, fault: `Another page has the path “${path}” already.` };
  return { path, fault: null };
}
