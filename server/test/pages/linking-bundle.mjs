// Stands in for the server bundle of public-ui where links matter: names the monitors that it was given.
export async function render({ url, snapshot }) {
  const base = '/status';
  const json = JSON.stringify(snapshot);
  const tags = [...json.matchAll(/"tag":"([\w-]+)"/g)].map(([, tag]) => `${base}/monitors/${tag}`);
  const links = tags.map((href) => `<a href="${href}?range=7d#x">${href}</a>`).join('');
  const html = `<!doctype html><html><head><script src="main-OVGKJU4U.js"></script></head><body class="x"><p>${url}</p>${links}<a href="https://elsewhere.test/status/monitors/far">far</a><a href="${base}/manage/overview">in</a></body></html>`;
  return { html, status: snapshot.kind === 'not-found' ? 404 : 200, inlineScriptHashes: [] };
}
