import { LIMITS } from '@clarion/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';
import { Given, IsLink, Trim } from '../../monitors/dto/rules.js';

/** A logo's address is stored in a shorter column than other addresses. */
const LOGO = 255;
/** Monitors of one page. */
const MOST_MONITORS = 10_000;

/** A monitor as a client may name it: by its tag, or as an answer showed it. */
export type SentMonitor = string | { readonly monitor_tag?: unknown; readonly tag?: unknown };

/** The tag of a monitor that was sent, or null for anything else. */
export function tagOfSent(sent: unknown): string | null {
  if (typeof sent === 'string') return sent;
  if (typeof sent !== 'object' || sent === null) return null;
  const { monitor_tag: monitorTag, tag } = sent as { monitor_tag?: unknown; tag?: unknown };
  const found = monitorTag ?? tag;
  return typeof found === 'string' ? found : null;
}

/** Tags of a list that `IsMonitorList` has passed. */
export const tagsIn = (monitors: readonly SentMonitor[]): string[] => monitors.map((sent) => tagOfSent(sent)!);

/** A list of monitors, each by its tag or as an object that holds it. */
export const IsMonitorList = (): PropertyDecorator =>
  ValidateBy({
    name: 'isMonitorList',
    validator: {
      validate: (value) => Array.isArray(value) && value.length <= MOST_MONITORS && value.every((each) => tagOfSent(each) !== null),
      defaultMessage: (args) => {
        const value: unknown = args?.value;
        if (!Array.isArray(value)) return '$property must be an array';
        if (value.length > MOST_MONITORS) return `$property must have at most ${MOST_MONITORS} entries`;
        return `$property[${value.findIndex((each) => tagOfSent(each) === null)}] must be the tag of a monitor`;
      },
    },
  });

/** `monitors` in the API's document. */
export const MONITORS_SCHEMA = {
  type: 'array' as const,
  items: {
    oneOf: [{ type: 'string' }, { type: 'object', properties: { monitor_tag: { type: 'string' } }, required: ['monitor_tag'] }],
  },
  example: ['shop-web'],
};

/** A new page. @see rest-api-v4 §7 */
export class CreatePageDto {
  /** Written in lower case, with `-` for spaces and nothing but `[a-z0-9_-]`. @example EU Region */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_path: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_title: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_header: string;
  /** Markdown. */
  @IsOptional() @IsString() @MaxLength(LIMITS.description) page_subheader?: string | null;
  /** URL or `/assets/images/{id}`. */
  @IsOptional() @IsString() @MaxLength(LOGO) @IsLink() page_logo?: string | null;
  /** What differs from the defaults. */
  @IsOptional() @IsObject({ message: 'page_settings must be an object' }) page_settings?: Record<string, unknown> | null;
  /** In their order; duplicates count once. */
  @ApiProperty({ ...MONITORS_SCHEMA, required: false }) @IsOptional() @IsMonitorList() monitors?: SentMonitor[] | null;
}

/** Changes of a page. What is absent stays; null clears what may be null. @see rest-api-v4 §7 */
export class UpdatePageDto {
  /** The home page keeps its path; `~home` may be sent back to it. */
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_path?: string;
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_title?: string;
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_header?: string;
  /** Markdown. */
  @IsOptional() @IsString() @MaxLength(LIMITS.description) page_subheader?: string | null;
  /** URL or `/assets/images/{id}`. */
  @IsOptional() @IsString() @MaxLength(LOGO) @IsLink() page_logo?: string | null;
  /** Merged into what is stored, objects by key. */
  @Given() @IsObject({ message: 'page_settings must be an object' }) page_settings?: Record<string, unknown>;
  /** The whole new list; each keeps its section, newcomers join the last one. */
  @ApiProperty({ ...MONITORS_SCHEMA, required: false }) @Given() @IsMonitorList() monitors?: SentMonitor[];
}
