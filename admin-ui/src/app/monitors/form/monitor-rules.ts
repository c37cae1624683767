import { applyEach, applyWhen, max, maxLength, min, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS, TAG_PATTERN } from '@clarion/contract';
import { parseCron } from '@clarion/domain';
import type { MonitorDraft } from './monitor-draft.js';

const HTTP_URL = /^https?:\/\/[^\s"']+$/i;
const isType = (type: MonitorDraft['type']) => (context: { value: () => MonitorDraft }) => context.value().type === type;
const atMost = (length: number) => ({ message: `At most ${length} characters.` });

/** The rules of every field. The server has the last word; these say it sooner. @see monitors §1 */
export function monitorRules(path: SchemaPathTree<MonitorDraft>): void {
  required(path.name, { message: 'Enter a name.' });
  maxLength(path.name, LIMITS.name, atMost(LIMITS.name));
  required(path.tag, { message: 'Enter a tag.' });
  maxLength(path.tag, LIMITS.tag, atMost(LIMITS.tag));
  pattern(path.tag, TAG_PATTERN, { message: 'Lower-case letters, digits, - and _; a letter or digit at both ends.' });
  maxLength(path.description, LIMITS.description, atMost(LIMITS.description));
  pattern(path.externalUrl, HTTP_URL, { message: 'Start with http:// or https://.' });
  required(path.threshold, { message: 'Enter a number of checks, 1 to 60.' });
  min(path.threshold, LIMITS.graceMinimum, { message: 'At least 1 check.' });
  max(path.threshold, LIMITS.graceMaximum, { message: `At most ${LIMITS.graceMaximum} checks.` });
  validate(path.cron, ({ value, valueOf }) => {
    const text = value().trim();
    if (text === '') return valueOf(path.type) === 'NONE' ? undefined : { kind: 'cron', message: 'Choose how often to check.' };
    const cron = parseCron(text);
    return cron.ok ? undefined : { kind: 'cron', message: cron.reason };
  });

  applyWhen(path, isType('API'), (api) => {
    required(api.url, { message: 'Enter the address to check.' });
    pattern(api.url, HTTP_URL, { message: 'Start with http:// or https://, without spaces or quotes.' });
    maxLength(api.url, LIMITS.url, atMost(LIMITS.url));
    required(api.timeout, { message: 'Enter a timeout in milliseconds.' });
    min(api.timeout, 1, { message: 'At least 1 ms.' });
    min(api.maxRedirects, 0, { message: 'From 0 to 20.' });
    max(api.maxRedirects, 20, { message: 'From 0 to 20.' });
    applyEach(api.headers, (header) => {
      validate(header.key, ({ value, valueOf }) => {
        if (value().trim() === '') return valueOf(header.value) === '' ? undefined : { kind: 'header', message: 'Enter a header name.' };
        return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value().trim()) ? undefined : { kind: 'header', message: 'Letters, digits and -.' };
      });
    });
  });
  applyWhen(path, isType('HEARTBEAT'), (heartbeat) => {
    required(heartbeat.degradedMinutes, { message: 'Enter minutes.' });
    min(heartbeat.degradedMinutes, 1, { message: 'At least 1 minute.' });
    required(heartbeat.downMinutes, { message: 'Enter minutes.' });
    validate(heartbeat.downMinutes, ({ value, valueOf }) => {
      const degraded = valueOf(heartbeat.degradedMinutes);
      const down = value();
      return degraded !== null && down !== null && down <= degraded
        ? { kind: 'order', message: `Must be more than ${degraded} minutes.` }
        : undefined;
    });
  });
}
