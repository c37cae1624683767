/**
 * The two scripts that must run before the bundle does. Their sources are sent as they stand here (`toString`), so each must be self-contained:
 * nothing from outside its braces, no syntax younger than the browsers that should still see the plain page. They never change with the snapshot,
 * so neither do their hashes; what they need of it stands in attributes of `<html>`.
 */

/** In the head: theme and kiosk before the first paint, dismissed announcement, fonts that came, and the age of the data even if the bundle never arrives. @see ux A8 */
export const beforePaint = (): void => {
  const root = document.documentElement;
  const { dataset } = root;
  const query = new URLSearchParams(location.search);
  // A site without a theme switch is what its owner made it; an address may still ask for another view.
  const cookie = dataset['fixed'] === undefined ? document.cookie : '';
  const theme = query.get('theme') ?? /(?:^|; )clarion_theme=(\w+)/.exec(cookie)?.[1];
  dataset['script'] = '';
  if (query.get('kiosk') === '1') dataset['kiosk'] = '';
  if (theme && /^(light|dark|system)$/.test(theme)) dataset['theme'] = theme;
  try {
    const until = localStorage.getItem(`clarion:dismissed:${dataset['announcement']}`);
    if (until && (until === 'forever' || Number(until) > Date.now())) dataset['dismissed'] = '';
  } catch {
    // Storage is switched off: nothing was dismissed.
  }
  if (Number(dataset['announcementEnds'] ?? Infinity) * 1000 <= Date.now()) dataset['dismissed'] = '';
  document.addEventListener(
    'load',
    (event) => {
      const sheet = event.target as HTMLLinkElement;
      if (sheet.dataset && sheet.dataset['font'] !== undefined) sheet.media = 'all';
    },
    true,
  );
  const judge = (): void => {
    const seconds = Date.now() / 1000 - Number(dataset['generated']);
    if (dataset['awake'] === undefined) dataset['age'] = seconds > 600 ? 'stale' : seconds > 90 ? 'paused' : 'fresh';
  };
  judge();
  setInterval(judge, 15000);
};

/** Behind the sections: opens and closes groups as this visitor left them, and remembers what they do next. */
export const afterSections = (): void => {
  const key = `clarion:groups:${location.pathname}`;
  let saved: Record<string, boolean> = {};
  try {
    saved = JSON.parse(localStorage.getItem(key) ?? '{}');
  } catch {
    // Storage is switched off or holds something else: the page's own choice stands.
  }
  document.querySelectorAll<HTMLDetailsElement>('details[data-section]').forEach((details) => {
    const wasOpen = saved[details.dataset['section']!];
    if (wasOpen !== undefined) details.open = wasOpen;
  });
  document.addEventListener(
    'click',
    (event) => {
      const summary = (event.target as Element).closest('summary');
      const details = summary?.parentElement as HTMLDetailsElement | null | undefined;
      const section = details?.dataset['section'];
      if (!details || section === undefined) return;
      saved[section] = !details.open;
      try {
        localStorage.setItem(key, JSON.stringify(saved));
      } catch {
        // Not remembered then.
      }
    },
    true,
  );
};

/** The text between `<script>` and `</script>`. */
export const inlineSource = (script: () => void): string => `(${script.toString()})()`;
