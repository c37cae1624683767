import { cdata, escapeXml } from '../../../platform/markup/escape-xml.js';
import type { FeedItem } from './feed-items.js';

/** A feed before it has a format. */
export interface Feed {
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  siteName: string;
  /** Absolute addresses of the feed and of the page it belongs to. */
  selfUrl: string;
  homeUrl: string;
  /** Newest change of an item, Unix seconds; while there is none, an instant that does not move all the time. */
  changedAt: number;
  /** Newest first. */
  items: readonly FeedItem[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** `Fri, 20 Nov 2026 14:05:00 GMT` */
const httpDate = (seconds: number): string => new Date(seconds * 1_000).toUTCString();
/** `2026-11-20T14:05:00Z` */
const isoDate = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000', '');

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

const rssItem = ({ guid, title, link, at, html }: FeedItem): string =>
  [
    '<item>',
    element('title', title),
    element('link', link),
    `<guid isPermaLink="false">${escapeXml(guid)}</guid>`,
    element('pubDate', httpDate(at)),
    `<description>${cdata(html)}</description>`,
    '</item>',
  ].join('');

/** @see pages-site §11, RSS 2.0 */
export const rssText = ({ title, description, language, selfUrl, homeUrl, changedAt, items }: Feed): string =>
  [
    HEAD,
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    element('title', title),
    element('link', homeUrl),
    element('description', description),
    element('language', language),
    element('lastBuildDate', httpDate(changedAt)),
    `<atom:link href="${escapeXml(selfUrl)}" rel="self" type="application/rss+xml"/>`,
    ...items.map(rssItem),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');

const atomEntry = ({ title, link, at, changedAt, html }: FeedItem): string =>
  [
    '<entry>',
    element('id', link),
    element('title', title),
    `<link href="${escapeXml(link)}" rel="alternate" type="text/html"/>`,
    element('published', isoDate(Math.min(at, changedAt))),
    element('updated', isoDate(changedAt)),
    `<content type="html">${escapeXml(html)}</content>`,
    '</entry>',
  ].join('');

/** @see RFC 4287 */
export const atomText = ({ title, description, language, siteName, selfUrl, homeUrl, changedAt, items }: Feed): string =>
  [
    HEAD,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeXml(language)}">`,
    element('id', selfUrl),
    element('title', title),
    element('subtitle', description),
    element('updated', isoDate(changedAt)),
    `<author>${element('name', siteName)}</author>`,
    `<link href="${escapeXml(selfUrl)}" rel="self" type="application/atom+xml"/>`,
    `<link href="${escapeXml(homeUrl)}" rel="alternate" type="text/html"/>`,
    ...items.map(atomEntry),
    '</feed>',
    '',
  ].join('\n');

/** @see https://www.jsonfeed.org/version/1.1/ */
export const jsonFeedText = ({ title, description, language, siteName, selfUrl, homeUrl, items }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    language,
    authors: [{ name: siteName, url: homeUrl }],
    items: items.map((item) => ({
      id: item.guid,
      url: item.link,
      title: item.title,
      content_html: item.html,
      date_published: isoDate(item.at),
      date_modified: isoDate(item.changedAt),
    })),
  });
