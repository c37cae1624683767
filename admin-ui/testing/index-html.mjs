/**
 * What a server has to do with the built `index.html`; see the README of this folder's parent.
 * @param {string} html the file as it was built
 * @param {string} basePath e.g. `/status`, or empty
 */
export function prepareIndex(html, basePath) {
  return html
    .replace(/<base [^>]*>/, '')
    .replace(/\b(src|href)="(?![a-z]+:|\/)([^"]+)"/g, `$1="${basePath}/manage/$2"`)
    .replace(/<(script|style|link)\b(?![^>]*\bnonce=)/g, '<$1 nonce="CSP_NONCE"');
}

/** The policy of the dashboard, for one response. */
export const adminPolicy = (nonce) =>
  [
    "default-src 'none'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "frame-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types angular angular#bundler',
  ].join('; ');
