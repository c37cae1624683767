import { createHash } from 'node:crypto';
import type { PageOrigins } from '@clarion/contract';
import { PROVIDERS, type Requirements, UnusableAddressError } from './providers.js';

/** The script that tells providers of analytics what readers do. */
export interface CaptureScript {
  source: string;
  /** Changes with the source: another script has another address. */
  hash: string;
  origins: Required<Pick<PageOrigins, 'scripts' | 'connects'>>;
}

const HASH_CHARS = 16;

/** Nobody is counted who asks not to be. Reports leave without cookies, and what becomes of them concerns no reader. */
const FRAME = [
  "if (navigator.doNotTrack === '1' || window.doNotTrack === '1' || navigator.globalPrivacyControl === true) return;",
  'var visit = Math.random().toString(36).slice(2) + Date.now().toString(36);',
  'var page = { url: location.origin + location.pathname };',
  'var receivers = [];',
  'function load(address, attributes) {',
  "  var script = document.createElement('script');",
  '  Object.keys(attributes).forEach(function (name) { script.setAttribute(name, attributes[name]); });',
  '  script.async = true;',
  '  script.src = address;',
  '  document.head.appendChild(script);',
  '}',
  'function post(address, body) {',
  '  var text = JSON.stringify(body);',
  "  var headers = { 'content-type': 'application/json' };",
  "  fetch(address, { method: 'POST', body: text, headers: headers, keepalive: true, credentials: 'omit' }).catch(function () {});",
  '}',
].join('\n');

const FORWARD = [
  "addEventListener('analyticsEvent', function (event) {",
  '  var detail = event.detail || {};',
  '  receivers.forEach(function (receive) {',
  "    try { receive(String(detail.event || ''), detail.data || {}); } catch (error) { /* One provider's fault is not another's. */ }",
  '  });',
  '});',
].join('\n');

const isDocument = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a provider was told; null when it is off, or lacks what it cannot do without. */
function enabled(value: unknown): Requirements | null {
  if (!isDocument(value) || value['isEnabled'] !== true) return null;
  const given = isDocument(value['requirements']) ? value['requirements'] : {};
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/**
 * The enabled providers one after the other; null when there is none. A provider whose stored settings are older than the rule that checks them is
 * left out.
 * @param settings values by site key   @see pages-site §16
 */
export function captureScript(settings: ReadonlyMap<string, unknown>): CaptureScript | null {
  const scripts = new Set<string>();
  const connects = new Set<string>();
  const sources: string[] = [];
  for (const [key, provider] of Object.entries(PROVIDERS)) {
    const told = enabled(settings.get(key));
    if (told === null) continue;
    try {
      const origins = provider.origins(told);
      sources.push(`receivers.push((function () {\n${provider.source(told)}\n})());`);
      for (const origin of origins.scripts) scripts.add(origin);
      for (const origin of origins.connects) connects.add(origin);
    } catch (error) {
      if (!(error instanceof UnusableAddressError)) throw error;
    }
  }
  if (sources.length === 0) return null;
  const source = `(function () {\n'use strict';\n${[FRAME, ...sources, FORWARD].join('\n')}\n})();\n`;
  return {
    source,
    hash: createHash('sha256').update(source).digest('hex').slice(0, HASH_CHARS),
    origins: { scripts: [...scripts], connects: [...connects] },
  };
}
