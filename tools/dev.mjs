// `npm run dev`: everything recompiles on a change, and the server restarts. The dashboard and the page are served by it, at the usual address.
import fs from 'node:fs';
import { build, failuresOf, forgetBuild } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { isStopping, start } from './lib/processes.mjs';
import { NODE_FLAGS } from './lib/product.mjs';
import { Stop, main, say } from './lib/say.mjs';
import { ROOT, inRoot, nodeBinary, packageCommand, toolEnvironment } from './lib/workspace.mjs';

/** Milliseconds without a further change before the server restarts: one compile writes many files. */
const QUIET = 300;
/** Milliseconds a compiler gets to stop: it has nothing to lose, and hears a signal only between two compilations. */
const COMPILER_PATIENCE = 2_000;
/** What the running server has loaded. */
const LOADED = ['server/dist', 'database/dist', 'libs/contract/dist', 'libs/domain/dist', 'libs/i18n/dist', 'public-ui/dist/server'];

const watchers = {
  libraries: [packageCommand('tsc'), '-b', '--watch', '--preserveWatchOutput', 'libs/i18n', 'database'],
  server: [inRoot('tools/build-server.mjs'), '--watch'],
  'admin-ui': [packageCommand('nx'), 'run', 'admin-ui:build:development', '--watch'],
  'public-ui': [packageCommand('nx'), 'run', 'public-ui:build:development', '--watch'],
};

/** A compiler that keeps running, its lines prefixed. */
function startWatcher([name, args]) {
  const { child, ended } = start(nodeBinary(), args, {
    cwd: ROOT,
    env: toolEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    patience: COMPILER_PATIENCE,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => process.stdout.write(text.replace(/^(?=.)/gm, `[${name}] `)));
  }
  return ended;
}

/** Keeps one server running and restarts it when what it loaded has changed. @returns {() => Promise<unknown>} resolves when the present one has ended */
function superviseServer() {
  let running;
  let wanted = true;
  let timer;
  const launch = () => {
    wanted = false;
    running = start(nodeBinary(), [...NODE_FLAGS, inRoot('server/dist/main.js')], {
      cwd: ROOT,
      env: toolEnvironment(),
      stdio: 'inherit',
    });
    running.ended.then((code) => {
      running = undefined;
      if (isStopping()) return;
      if (wanted) launch();
      else say(`[server] ended with ${code}; it starts again after the next change`);
    });
  };
  const restart = () => {
    if (isStopping()) return;
    wanted = true;
    if (running === undefined) launch();
    else running.child.kill('SIGTERM');
  };
  for (const folder of LOADED.filter((name) => fs.existsSync(inRoot(name)))) {
    fs.watch(inRoot(folder), { recursive: true, persistent: false }, (_event, file) => {
      if (!/\.m?js$/.test(file ?? '')) return;
      clearTimeout(timer);
      timer = setTimeout(restart, QUIET).unref();
    });
  }
  launch();
  return () => running?.ended;
}

await main(async () => {
  await ensureInstalled();
  say('Building once …');
  const { ok, output } = await build(['server', 'admin-ui', 'public-ui']);
  if (!ok) throw new Stop(`${failuresOf(output)}\nThe build failed; the compiler’s messages are above.`);
  // From here on `dist` holds development builds, which `npm start` must not take for its own.
  forgetBuild();
  const watching = Object.entries(watchers).map(startWatcher);
  const serverEnded = superviseServer();
  await Promise.all(watching);
  await serverEnded();
  return 0;
});
