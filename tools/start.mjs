// `npm start` and `npm run demo`: from a fresh clone to a served page. Plain JavaScript without dependencies: nothing is installed yet when it begins.
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `Clarion needs Node 20 or newer to set itself up; it then brings the Node it runs on. This is ${process.version}.\nGet a newer one at https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}

const { main, say } = await import('./lib/say.mjs');
const { ensureReady, runScript } = await import('./lib/product.mjs');
const { isListening } = await import('./lib/ports.mjs');

await main(async () => {
  await ensureReady();
  const args = process.argv.slice(2);
  if (!args.includes('--demo')) return runScript('server/dist/main.js', args);

  const filled = await runScript('server/dist/cli.js', ['demo', ...args.filter((arg) => arg !== '--demo')]);
  if (filled !== 0) return filled;
  const port = Number(process.env.PORT || 3000);
  if (!(await isListening(port))) return runScript('server/dist/main.js');
  say(`Port ${port} answers already; the sample data is in the database it uses if that is this checkout’s.`);
  return 0;
});
