// `npm start` and `npm run demo`: from a fresh clone to a served page. Plain JavaScript without dependencies: nothing is installed yet when it begins.
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(
    `Clarion needs Node 20 or newer to set itself up; it then brings the Node it runs on. This is ${process.version}.\nGet a newer one at https://nodejs.org and try again.\n`,
  );
  process.exit(1);
}

const { main, say } = await import('./lib/say.mjs');
const { ensureReady, runScript, startScript } = await import('./lib/product.mjs');
const { isListening } = await import('./lib/ports.mjs');

const SERVER = 'server/dist/main.js';
const CLI = 'server/dist/cli.js';

/** Fills the installation with sample services, then serves it, and answers for those services while it does. */
async function demo(args) {
  const filled = await runScript(CLI, ['demo', ...args]);
  if (filled !== 0) return filled;
  const port = Number(process.env.PORT || 3000);
  if (await isListening(port)) {
    say(`Something answers on port ${port} already; it keeps serving, and this only answers for the sample services. Ctrl-C stops it.`);
    return runScript(CLI, ['demo-target']);
  }
  const services = startScript(CLI, ['demo-target']);
  const status = await runScript(SERVER);
  services.child.kill('SIGTERM');
  await services.ended;
  return status;
}

await main(async () => {
  await ensureReady();
  const args = process.argv.slice(2);
  return args.includes('--demo') ? demo(args.filter((argument) => argument !== '--demo')) : runScript(SERVER, args);
});
