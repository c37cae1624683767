/**
 * The one script of a frame. Its source is sent as it stands here (`toString`), so it must be self-contained; it never changes with what the frame
 * shows, so neither does its hash. It keeps nothing anywhere.
 */
export const inFrame = (): void => {
  const root = document.documentElement;
  const slug = location.pathname
    .replace(/^.*\/embed\//, '')
    .replace(/\/+$/, '')
    .replaceAll('/', '-');
  let confirmedAt = Number(root.dataset['generated']) * 1000;
  let etag: string | null = null;

  const tell = (): void => {
    const { width, height } = document.body.getBoundingClientRect();
    parent.postMessage({ slug, height: Math.ceil(height), width: Math.ceil(width), title: document.title }, '*');
  };
  const judge = (): void => {
    const seconds = (Date.now() - confirmedAt) / 1000;
    root.dataset['age'] = seconds > 600 ? 'stale' : seconds > 90 ? 'paused' : 'fresh';
  };
  const show = (html: string): void => {
    const next = new DOMParser().parseFromString(html, 'text/html');
    const [now, then] = [next.querySelector('main'), document.querySelector('main')];
    if (now && then) then.replaceWith(now);
    document.title = next.title;
  };
  const look = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      // A cache asks the server whether it still holds; the server says 304 and nothing is drawn.
      const answer = await fetch(location.href, { cache: 'no-cache', credentials: 'omit' });
      if (answer.ok || answer.status === 404) {
        const tag = answer.headers.get('etag');
        // The first answer may be newer than the frame, whose own tag nobody told it.
        if (tag === null || tag !== etag) show(await answer.text());
        etag = tag;
        confirmedAt = Date.now();
      }
    } catch {
      // Not reachable now: the frame says how old it is.
    }
    judge();
  };

  document.addEventListener('DOMContentLoaded', () => {
    new ResizeObserver(tell).observe(document.body);
    judge();
  });
  addEventListener('load', tell);
  document.addEventListener('visibilitychange', () => {
    judge();
    if (!document.hidden && Date.now() - confirmedAt > 60000) void look();
  });
  setInterval(judge, 15000);
  // Frames of one page do not all ask in the same moment.
  setInterval(() => void look(), 55000 + Math.random() * 10000);
};
