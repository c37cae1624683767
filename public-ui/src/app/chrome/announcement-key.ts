import type { SiteSnapshot } from '@clarion/contract';

/** Name under which a dismissal is stored: a hash of what was said (FNV-1a), so that an edited announcement shows again. */
export const announcementKey = ({ title, messageHtml, type }: NonNullable<SiteSnapshot['announcement']>): string => {
  let hash = 0x811c9dc5;
  for (const character of `${type}\n${title}\n${messageHtml}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
};
