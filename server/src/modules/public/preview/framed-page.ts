/**
 * What a frame of the dashboard may do with a page: show it. No script runs, so that there is no live stream and nothing is remembered;
 * nothing opens, is sent or leads elsewhere. The origin stays, for the page's own style sheet and for the dashboard to keep the place somebody
 * has scrolled to. @see ux C3(5)
 */
export const FRAME_POLICY = [
  `default-src 'none'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data: https: http:`,
  `font-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
  `sandbox allow-same-origin`,
].join('; ');

/**
 * A rendered page for a frame that runs no script: it looks as it does with script, and what it says to readers without is gone. Its links
 * want a window of their own, which the policy does not give them.
 */
export const framedPage = (html: string): string =>
  html
    .replaceAll(/<noscript>.*?<\/noscript>/gs, '')
    .replaceAll(/<script\b.*?<\/script>/gs, '')
    .replaceAll(/<link rel="modulepreload"[^>]*>/g, '')
    .replace('<html', '<html data-script=""')
    .replace('<head>', '<head><meta name="robots" content="noindex"><base target="_blank">');
