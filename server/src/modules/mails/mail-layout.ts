/** Colours of a mail: the ones that stand in its attributes, and those of programs with a dark mode. */
const GROUND = 'background:#f6f7f9;color:#14181d';
const LINK = 'color:#1f57b8';
const FONT = `font-family:system-ui,-apple-system,'Segoe UI',Tahoma,Roboto,Arial,sans-serif`;

/** Two spellings of dark: Outlook on the web marks the document instead of asking the media. */
const DARK = [
  ['.ground', 'background:#14181d!important;color:#e8ebef!important'],
  [
    '.card',
    'background:#1e242c!important;color:#e8ebef!important;border-left-color:#3a434f!important;border-right-color:#3a434f!important;border-bottom-color:#3a434f!important',
  ],
  ['.plain', 'border-top-color:#3a434f!important'],
  ['.name', 'color:#e8ebef!important'],
  ['.code', 'background:#2a323c!important;color:#ffffff!important'],
  ['.muted', 'color:#aab3bf!important'],
  ['.link', 'color:#8fb8ff!important'],
  ['.news a', 'color:#8fb8ff!important'],
  ['.button', 'background:#2f6ad0!important;color:#ffffff!important'],
] as const;

const rules = (indent: string, before = ''): string => DARK.map(([name, body]) => `${before}${name} { ${body} }`).join(indent);
const STYLE = `
      :root { color-scheme: light dark; supported-color-schemes: light dark }
      .news p { margin: 0 0 12px }
      .news img { max-width: 100%; height: auto }
      .news pre { white-space: pre-wrap }
      .news a { ${LINK} }
      @media (prefers-color-scheme: dark) {
        ${rules('\n        ')}
      }
      ${rules('\n      ', '[data-ogsc] ')}
      @media (max-width: 480px) {
        .outer { padding: 0 !important }
        .card { padding: 24px 16px !important; border-left: 0 !important; border-right: 0 !important; border-radius: 0 !important }
        .foot { padding: 16px !important }
        .button { display: block !important }
      }`;

/** Stripe over the card: what kind of news it is, seen before it is read. */
const STRIPE =
  '{{#is_resolved}}{{colors_up}}{{/is_resolved}}{{^is_resolved}}{{#is_maintenance}}{{colors_maintenance}}{{/is_maintenance}}{{^is_maintenance}}{{colors_down}}{{/is_maintenance}}{{/is_resolved}}';

const table = (attributes: string, rows: string): string =>
  `<table role="presentation" dir="{{dir}}" width="100%" cellpadding="0" cellspacing="0" border="0"${attributes}>${rows}</table>`;

/** A part of a mail: trusted markup of ours with tags in it. */
type Markup = string;

/**
 * One column of 600 pixels in tables with inline styles: what every mail program shows alike. Programs with a dark mode get colours of our own
 * for it, and phones the whole width.
 */
export function mailLayout(
  parts: readonly Markup[],
  { footer = [], isNews = false }: { footer?: readonly Markup[]; isNews?: boolean } = {},
): string {
  const card = `padding:32px;background:#ffffff;color:#14181d;border:1px solid #d5dae1;border-radius:8px;overflow-wrap:anywhere;word-break:break-word`;
  const stripe = isNews ? `;border-top:4px solid ${STRIPE}` : '';
  const below =
    footer.length === 0
      ? ''
      : `\n<tr><td class="foot muted" align="{{text_align}}" style="padding:16px 32px;color:#545d69;font-size:14px">${footer.join('\n')}</td></tr>`;
  return `<!doctype html>
<html lang="{{lang}}" dir="{{dir}}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <style>${STYLE}
    </style>
  </head>
  <body class="ground" dir="{{dir}}" style="margin:0;padding:0;${GROUND}">
${table(
  ` class="ground" style="${GROUND};font-size:16px;line-height:1.5;${FONT}"`,
  `<tr><td class="outer" align="center" style="padding:24px 12px">
${table(
  ' style="max-width:600px;margin:0 auto"',
  `<tr><td class="card${isNews ? '' : ' plain'}" align="{{text_align}}" style="${card}${stripe}">
<p style="margin:0 0 24px"><a href="{{site_url}}" class="name" style="color:#14181d;font-weight:600;text-decoration:none">{{#site_logo_url}}<img src="{{site_logo_url}}" alt="" height="28" style="vertical-align:middle;height:28px;width:auto;border:0">&nbsp; {{/site_logo_url}}{{site_name}}</a></p>
${parts.join('\n')}
</td></tr>${below}`,
)}
</td></tr>`,
)}
  </body>
</html>
`;
}

/** @param words escaped */
export const heading = (words: Markup): Markup => `<h1 dir="auto" style="margin:0 0 16px;font-size:22px;line-height:1.3">${words}</h1>`;
export const paragraph = (words: Markup): Markup => `<p style="margin:0 0 16px">${words}</p>`;
export const muted = (words: Markup): Markup => `<p class="muted" style="margin:16px 0 0;color:#545d69;font-size:14px">${words}</p>`;
export const link = (href: Markup, words: Markup): Markup => `<a href="${href}" class="link" style="${LINK}">${words}</a>`;
/** 44 pixels high: a finger hits it. */
export const button = (href: Markup, words: Markup): Markup =>
  `<p style="margin:24px 0"><a href="${href}" class="button" style="display:inline-block;padding:10px 24px;line-height:24px;border-radius:6px;background:#1f57b8;color:#ffffff;font-weight:600;text-align:center;text-decoration:none">${words}</a></p>`;
export const bigCode = (code: Markup): Markup =>
  `<p class="code" dir="ltr" style="margin:24px 0;padding:16px 8px;border-radius:8px;background:#eef1f5;color:#14181d;font:600 32px/1.25 ui-monospace,Consolas,monospace;letter-spacing:8px;text-align:center">${code}</p>`;
/** Markup that a variable brings. */
export const news = (markup: Markup): Markup => `<div class="news" dir="auto" style="margin:0 0 16px">${markup}</div>`;
