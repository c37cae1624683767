/** Text that stays text between marks: nothing in a name starts a link, a table cell or a tag. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|#~]/g, '\\$&');

const inParentheses = (address: string): string =>
  address.replace(/[()\s<>]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** A link whose words may be anything. @param address absolute, or a path of ours */
export const link = (words: string, address: string): string => `[${plain(words)}](${inParentheses(address)})`;

/** A table; cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };
const unescaped = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => ENTITIES[entity]!);

/** What stands for a tag: before it, behind it. */
const MARKS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  p: ['\n\n', '\n\n'],
  div: ['\n\n', '\n\n'],
  br: ['  \n', ''],
  hr: ['\n\n---\n\n', ''],
  strong: ['**', '**'],
  b: ['**', '**'],
  em: ['*', '*'],
  i: ['*', '*'],
  del: ['~~', '~~'],
  s: ['~~', '~~'],
  code: ['`', '`'],
  blockquote: ['\n\n> ', '\n\n'],
  ul: ['\n\n', '\n\n'],
  ol: ['\n\n', '\n\n'],
  li: ['\n- ', ''],
  tr: ['\n', ''],
  th: ['', ' · '],
  td: ['', ' · '],
  // Headings of a text stand below those of the page.
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, ['\n\n#### ', '\n\n'] as const])),
};

const attributeOf = (tag: string, name: string): string => unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Markdown of HTML that our own sanitiser let through. */
export function markdownOfHtml(html: string): string {
  let text = '';
  let isPre = false;
  const addresses: string[] = [];
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const [, slash = '', name = ''] = /^<(\/?)([a-z0-9]+)/.exec(token) ?? [];
    if (name === '') text += isPre ? unescaped(token) : words(token, text);
    else if (name === 'pre') {
      isPre = slash === '';
      text += isPre ? '\n\n```\n' : '\n```\n\n';
    } else if (name === 'a' && slash === '') {
      addresses.push(attributeOf(token, 'href'));
      text += '[';
    } else if (name === 'a') text += `](${inParentheses(addresses.pop() ?? '')})`;
    else if (name === 'img') text += `![${plain(attributeOf(token, 'alt'))}](${inParentheses(attributeOf(token, 'src'))})`;
    else if (!(isPre && name === 'code')) text += MARKS[name]?.[slash === '' ? 0 : 1] ?? '';
  }
  return text
    .replace(/(\S) \n/g, '$1\n')
    .replace(/[ \t]+\n(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Words between tags: white space is one blank, and none at the start of a line. */
function words(token: string, before: string): string {
  const text = unescaped(token)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|]/g, '\\$&');
  return before === '' || before.endsWith('\n') ? text.trimStart() : text;
}
