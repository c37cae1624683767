import { LIMITS } from '@clarion/contract';
import { parseCron } from '@clarion/domain';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNumber, Max, Min, ValidateBy, ValidateIf } from 'class-validator';

/** A moment of the domain: a number of Unix seconds. What kind of value it is comes last, so that a refusal says that before any bound. */
export const IsInstant = (): PropertyDecorator => applyDecorators(Max(LIMITS.instant), Min(0), IsNumber());

/** What a query parameter holds that came once or, by mistake, several times: the first counts. */
const first = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[])[0] : value);

/** Outer spaces of a text do not count. */
export const Trim = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** May be absent, and may not be null. */
export const Given = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** A filter of a list: given more than once the first counts, empty counts as absent. */
export const QueryText = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const text = first(value);
    return text === '' ? undefined : text;
  });

/** A whole number of a query. Anything else stays text, which `@IsInt()` refuses. */
export const QueryInteger = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const text = first(value);
    if (text === '') return undefined;
    return typeof text === 'string' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  });

/** `true` or `false` of a query; anything else stays text, which `@IsBoolean()` refuses. */
export const QueryFlag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const text = first(value);
    if (text === '') return undefined;
    return text === 'true' ? true : text === 'false' ? false : text;
  });

/** A cron expression that comes true, in UTC. @see monitors §1 */
export const IsCron = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCron',
    validator: {
      validate: (value) => typeof value === 'string' && parseCron(value).ok,
      defaultMessage: (args) => {
        const parsed = typeof args?.value === 'string' ? parseCron(args.value) : null;
        return parsed?.ok === false ? `$property: ${parsed.reason}` : '$property must be a cron expression';
      },
    },
  });

/** Browsers follow it: an http(s) address or a path of ours, so never a script. Empty is allowed, as forms send it. */
export const IsLink = (): PropertyDecorator =>
  ValidateBy({
    name: 'isLink',
    validator: {
      validate: (value) => typeof value === 'string' && isLink(value),
      defaultMessage: () => '$property must be an http(s) address or a path',
    },
  });

function isLink(text: string): boolean {
  if (!URL.canParse(text, 'https://link.invalid')) return false;
  return ['http:', 'https:'].includes(new URL(text, 'https://link.invalid').protocol);
}
