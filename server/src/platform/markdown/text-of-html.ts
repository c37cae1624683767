import sanitize from 'sanitize-html';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The words of an HTML document in lines, links with their addresses: the plain part of a mail that has none. */
export const textOfHtml = (html: string): string =>
  sanitize(html.replace(/<(?:br|\/(?:p|div|tr|li|h[1-6]))\b[^>]*>/gi, '$&\n'), {
    allowedTags: ['a'],
    allowedAttributes: { a: ['href'] },
    nonTextTags: ['script', 'style', 'title', 'textarea', 'option'],
  })
    .replace(/<a href="([^"]*)">([^]*?)<\/a>/g, (_, href: string, words: string) => linkText(href, words.trim()))
    .replace(/<\/?a>/g, '')
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const linkText = (href: string, words: string): string => (words === '' || words === href ? href : `${words} (${href})`);
