import type { EmbedSnapshot, Snapshot } from '@clarion/contract';
import { isLocale, LOCALES, translate } from '@clarion/i18n';

import { inFrame } from './embed-script';
import { inlineSource } from './inline-scripts';
import { attributes, escapeHtml } from './shell';

export const isEmbed = (snapshot: Snapshot | EmbedSnapshot): snapshot is EmbedSnapshot => snapshot.kind.startsWith('embed-');

/** The document a frame is drawn into. The head comes later. */
export const emptyEmbed = ({ locale, theme, generatedAt }: EmbedSnapshot): string => {
  const html = attributes({
    lang: locale,
    dir: isLocale(locale) ? LOCALES[locale].direction : 'ltr',
    'data-theme': theme,
    'data-generated': String(generatedAt),
  });
  return `<!doctype html><html${html}><head></head><body><app-embed></app-embed></body></html>`;
};

/** What the frame is to those who do not see it. */
const titleOf = (embed: EmbedSnapshot): string => {
  const { locale, site } = embed;
  const isOfMonitor = embed.kind === 'embed-monitor' || embed.kind === 'embed-latency';
  return isOfMonitor ? translate(locale, 'title.monitor', { name: embed.monitor.name, site: site.name }) : site.name;
};

/**
 * @param sheets style of every frame, and of events besides
 * @param base path of the installation with a slash at both ends
 */
export const embedHead = (embed: EmbedSnapshot, sheets: { all: string; events: string }, base: string): string => {
  const { site, theme } = embed;
  const scheme = theme === 'system' ? 'light dark' : theme;
  return [
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    // Links leave the frame: what they lead to may not be framed.
    '<base target="_blank"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(titleOf(embed))}</title>`,
    `<meta${attributes({ name: 'color-scheme', content: scheme })}>`,
    `<style>${sheets.all}${embed.kind === 'embed-events' ? sheets.events : ''}</style>`,
    site.stylesheet ? `<link${attributes({ rel: 'stylesheet', href: base.slice(0, -1) + site.stylesheet })}>` : '',
    `<script>${inlineSource(inFrame)}</script>`,
    '<noscript><meta http-equiv="refresh" content="60"></noscript>',
  ].join('');
};
