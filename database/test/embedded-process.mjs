// A process that starts the embedded database of a directory, for tests that kill it or run it as somebody else.
// usage: node embedded-process.mjs <dataDir> <server|cli>; prints one line of JSON; any input stops the database and ends.
import { startEmbedded } from '../dist/index.js';

const [, , dataDir, own] = process.argv;
try {
  const database = await startEmbedded({ dataDir, own, settings: ['fsync=off'] });
  process.stdout.write(`${JSON.stringify({ url: database.url, adopted: database.adopted, uid: process.getuid() })}\n`);
  process.stdin.once('data', async () => {
    await database.stop();
    process.exit(0);
  });
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
  process.exit(1);
}
