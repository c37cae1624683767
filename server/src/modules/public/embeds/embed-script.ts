/** What the script is told. All of it is checked before. */
export interface EmbedScriptFacts {
  /** Of the frame, base path and query included. */
  path: string;
  /** The script's own path, base path included. */
  own: string;
  /** How the frame's messages name it. */
  slug: string;
  /** Until the frame tells its own, px. */
  height: number;
  /** What the frame is to those who do not see it, until it tells its own. */
  title: string;
}

/** A value as it may stand in a script, wherever that stands. @see reliability SEC-52 */
export const literal = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Taller than this no frame grows, px: it is somebody else's page. */
const TALLEST = 10_000;

/**
 * Puts the frame behind the script and follows its height. Only what that very frame says, from the origin the script came from, counts. Days and
 * times are those of the reader's own zone. No cookie, no storage, nothing global.
 */
const PROGRAM = `(given) => {
  const named = ({ src }) => src !== '' && new URL(src).pathname === given.own;
  const own = document.currentScript ?? Array.from(document.scripts).reverse().find(named);
  if (!own) return;
  const url = new URL(given.path, own.src);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) url.searchParams.set('tz', zone);
  const frame = document.createElement('iframe');
  frame.title = given.title;
  frame.width = '100%';
  frame.height = String(given.height);
  frame.loading = 'lazy';
  frame.style.border = '0';
  frame.style.display = 'block';
  frame.src = url.href;
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== url.origin || data?.slug !== given.slug) return;
    if (data.height > 0) frame.height = String(Math.min(Math.ceil(data.height), ${TALLEST}));
    if (typeof data.title === 'string' && data.title !== '') frame.title = data.title.slice(0, 200);
  });
  own.after(frame);
}`;

/** The script that a page loads to show a frame. @see pages-site §14 */
export const embedScript = (facts: EmbedScriptFacts): string => `(${PROGRAM})(${literal(facts)});\n`;
