import type { TemplateMode } from '@clarion/domain/templates';
import type { TriggerText } from '../triggers/trigger-shapes.js';

interface Header {
  key: string;
  value: string;
}

const JSON_TYPE = 'application/json';

/** What the body of a message is; a header of the trigger says otherwise. */
export const contentTypeOf = (headers: readonly Header[]): string =>
  headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value ?? JSON_TYPE;

/** What values in a text are escaped for. @see alerting §B1 */
export function modeOf(mode: TriggerText['mode'], headers: readonly Header[]): TemplateMode {
  if (mode !== 'body') return mode;
  return /[/+]json\b/i.test(contentTypeOf(headers)) ? 'json' : 'text';
}
