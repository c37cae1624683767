// Serves the built page over the scenes of `scenes.ts`: /{scene}, with a stream, snapshots and hashes in the policy as the real server has them.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { extname, join } from 'node:path';

import { NOW } from './fixtures.ts';
import { aDay } from './detail-fixtures.ts';
import { answerTo, OFFERED } from './fake-subscriptions.ts';
import { SCENES } from './scenes.ts';
import { DICTIONARIES } from '@clarion/i18n/all';
import { factsOf, pageTexts } from '@clarion/i18n';
import { render } from '../dist/server/server.mjs';

const port = Number(process.argv[2] ?? 23_000);
const browser = fileURLToPath(new URL('../dist/browser/', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const policy = (hashes) =>
  [
    "default-src 'none'",
    `script-src 'self' ${hashes.map((hash) => `'${hash}'`).join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' https: data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');

const streams = new Set();

const codes = Object.keys(DICTIONARIES);
const textsOf = (locale) => (locale === 'en' ? null : pageTexts(DICTIONARIES[locale] ?? {}));
const locales = codes.map((code) => ({ code, name: factsOf(code).name, file: code === 'en' ? null : `/assets/i18n/${code}.json` }));

/** A scene in the language that the address names. */
const sceneOf = (name, url) => {
  const snapshot = (SCENES[name] ?? SCENES['not-found'])();
  const locale = url.searchParams.get('lang') ?? snapshot.locale;
  return { ...snapshot, locale, site: { ...snapshot.site, locales, subscriptions: OFFERED } };
};

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
  // The fixtures live on one afternoon; so does this server's clock.
  response.sendDate = false;
  response.setHeader('date', new Date(NOW * 1000).toUTCString());
  const name = url.pathname.slice(1);
  const asset = join(browser, name);
  if (name && extname(name) && existsSync(asset)) {
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
    return void createReadStream(asset).pipe(response);
  }
  if (name.endsWith('/stream')) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`id: 41\nevent: hello\ndata: ${JSON.stringify({ version: '41', now: NOW })}\n\n`);
    streams.add(response);
    response.on('close', () => streams.delete(response));
    return;
  }
  // POST /event?name=delta sends its body to every open page.
  if (name === 'event' && request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += chunk;
    for (const stream of streams) stream.write(`id: 42\nevent: ${url.searchParams.get('name')}\ndata: ${body}\n\n`);
    return void response.end(String(streams.size));
  }
  if (name === 'dashboard-apis/subscription' && request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { status, answer } = answerTo(JSON.parse(body));
    response.writeHead(status, { 'content-type': 'application/json' });
    return void response.end(JSON.stringify(answer));
  }
  const [, code] = /^assets\/i18n\/([\w-]+)\.json$/.exec(name) ?? [];
  if (code !== undefined) {
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify(textsOf(code)));
  }
  if (name.endsWith('/snapshot')) {
    const isMonitor = name.includes('/monitors/');
    const plain = sceneOf(isMonitor ? 'monitor' : (process.env['SCENE'] ?? 'twelve'), url);
    const day = url.searchParams.get('day');
    const snapshot = {
      ...plain,
      timeZone: url.searchParams.get('tz') ?? plain.timeZone,
      ...(isMonitor && day ? { day: { ...aDay(), date: day } } : {}),
    };
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify(snapshot));
  }
  const scene = name.startsWith('monitors/') ? (url.searchParams.has('day') ? 'day' : 'monitor') : name || 'twelve';
  const snapshot = sceneOf(scene, url);
  const texts = textsOf(snapshot.locale);
  const { html, status, inlineScriptHashes } = await render({ url: url.pathname + url.search, snapshot, texts, baseHref: '/' });
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(inlineScriptHashes) });
  response.end(html);
}).listen(port, '127.0.0.1');
