// Fails when package-lock.json lacks an optional platform package: npm install drops those silently, npm ci then refuses the lock.
import fs from 'node:fs';

const packages = JSON.parse(fs.readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')).packages;
let missing = 0;
for (const [location, entry] of Object.entries(packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!resolves(location, name)) {
      console.error(`missing in package-lock.json: ${name}, wanted by ${location || 'the root'}`);
      missing += 1;
    }
  }
}
process.exit(missing > 0 ? 1 : 0);

/** Walks up like Node does: is there an entry for `name` visible from `location`? */
function resolves(location, name) {
  for (let at = location; ;) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut < 0 ? '' : at.slice(0, cut);
  }
}
