import type { BadgeChoice, Embed } from '@clarion/contract';
import { badgePath, embedHeight, embedPath, embedScriptPath } from './addresses.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an attribute or between tags. */
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Words inside the brackets of a Markdown picture: none of them means anything else, and they stay on one line. */
const markdown = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);

/** Texts to copy, so that a badge stands somewhere else. */
export interface BadgeSnippets {
  url: string;
  markdown: string;
  html: string;
  /** Address of the data that shields.io draws the badge from. */
  shields: string;
}

/** Texts to copy, so that a frame stands somewhere else. */
export interface EmbedSnippets {
  url: string;
  iframe: string;
  script: string;
}

/** Where things live, and what they are called. */
export interface SnippetPlace {
  /** Origin and base path without a slash at the end: `https://status.example.com`. */
  base: string;
  /** What pictures and frames say of themselves to those who do not see them. */
  name: string;
  /** Language of the words; null = that of the site. */
  locale: string | null;
}

/** @param page that the badge leads to, below the base path */
export function badgeSnippets(choice: Readonly<BadgeChoice>, { base, name, locale }: SnippetPlace, page: string): BadgeSnippets {
  const url = base + badgePath(choice, 'svg', locale);
  const alt = choice.label.trim() || name;
  return {
    url,
    markdown: `[![${markdown(alt)}](${url})](${base}${page})`,
    html: `<a href="${html(base + page)}"><img src="${html(url)}" alt="${html(alt)}"></a>`,
    shields: base + badgePath(choice, 'json', locale),
  };
}

export function embedSnippets(embed: Embed, { base, name, locale }: SnippetPlace): EmbedSnippets {
  const url = base + embedPath(embed, locale);
  const frame = `<iframe src="${html(url)}" title="${html(name)}" width="100%" height="${embedHeight(embed)}" loading="lazy" style="border:0"></iframe>`;
  return { url, iframe: frame, script: `<script async src="${html(base + embedScriptPath(embed, locale))}"></script>` };
}
