import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';

const markdown = new MarkdownIt({ html: true, linkify: true, breaks: true });

/** What text written by an owner may become. @see reliability SEC-50 */
const ALLOWED: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'a', 'strong', 'b', 'em', 'i', 'u', 's', 'del', 'code', 'pre', 'blockquote', 'span', 'small', 'sub', 'sup'],
    ...['ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'img', 'div'],
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    ol: ['start'],
    th: ['scope'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, { href, title, target }) => ({
      tagName,
      attribs: {
        ...(href === undefined ? {} : { href }),
        ...(title === undefined ? {} : { title }),
        ...(target === '_blank' ? { target } : {}),
        rel: 'nofollow noopener',
      },
    }),
  },
};

/** Texts are few and rendered for every zone and language of every version. */
const REMEMBERED = 500;
function remember(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
    known.set(text, made);
    return made;
  };
}

/** HTML with everything outside the allow-list taken out. */
export const sanitizeHtml = remember((html) => sanitize(html, ALLOWED).trim());

/** Safe HTML of a Markdown text; empty for an empty one. */
export const renderMarkdown = remember((text) => sanitize(markdown.render(text), ALLOWED).trim());

/** The words of a Markdown text, on one line, for places that take no markup. */
export const textOfMarkdown = remember((text) =>
  sanitize(markdown.render(text), { allowedTags: [], allowedAttributes: {}, textFilter: unescape }).replace(/\s+/g, ' ').trim(),
);

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
/** `sanitize-html` answers HTML; whoever prints plain text escapes it again. */
function unescape(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!);
}
