// Makes one script of cheerio that runs in an interpreter without Node and without a browser: `modules.cheerio` of evaluation functions.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT, inRoot } from './workspace.mjs';

/** Where the server looks for it, built or run from source. */
const BUNDLE = inRoot('server/dist/sandbox/cheerio.js');

/** The one thing of a host that cheerio's tables ask for. */
const ATOB = `const atob = (text) => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let bits = 0, count = 0, bytes = '';
  for (const each of text) {
    const digit = digits.indexOf(each);
    if (digit < 0) continue;
    bits = ((bits << 6) | digit) & 0xffff;
    count += 6;
    if (count >= 8) bytes += String.fromCharCode((bits >> (count -= 8)) & 0xff);
  }
  return bytes;
};`;

/** Says which versions a bundle was made of. */
function heading() {
  const versionOf = (name) => JSON.parse(fs.readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')).version;
  return `/* cheerio ${versionOf('cheerio')}, bundled by esbuild ${versionOf('esbuild')} */`;
}

/** Writes the bundle; it defines the variable `cheerio`. */
export async function bundleCheerio() {
  await build({
    stdin: { contents: `export * from 'cheerio';`, resolveDir: path.join(ROOT, 'server') },
    outfile: BUNDLE,
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'cheerio',
    // The build for browsers brings neither streams nor a network; whatever a page offers beyond the language is not there either.
    platform: 'browser',
    target: 'es2023',
    charset: 'ascii',
    legalComments: 'none',
    banner: { js: `${heading()}\n${ATOB}` },
    logLevel: 'warning',
  });
}

/** Writes the bundle unless it is there, made of the versions that are installed. */
export async function ensureCheerioBundle() {
  const isThere = fs.existsSync(BUNDLE) && fs.readFileSync(BUNDLE, 'utf8').startsWith(heading());
  if (!isThere) await bundleCheerio();
}
