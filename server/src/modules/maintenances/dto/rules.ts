import { IMPACTS, type Impact } from '@clarion/contract';
import { canonicalTimeZone } from '@clarion/domain';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, ValidateBy, ValidateNested } from 'class-validator';

const MOST_MONITORS = 1_000;
const LONGEST_PAGE = 100;
const LAST_PAGE = 1_000_000_000;
const FIRST_LIMIT = 20;

/** An IANA name or `UTC`. */
export const IsTimeZone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value) => typeof value === 'string' && canonicalTimeZone(value) !== null,
      defaultMessage: () => '$property must be a time zone such as Europe/Berlin',
    },
  });

/** What is done to a monitor while an event lasts. */
export class MaintenanceImpactDto {
  /** Of an existing monitor. @example shop-web */
  @IsString() monitor_tag: string;
  /** `MAINTENANCE` when absent. */
  @IsOptional() @IsIn(IMPACTS) impact?: Impact | null;
}

/** A list of `{ monitor_tag, impact }`. */
export const IsImpactList = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(MOST_MONITORS),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => MaintenanceImpactDto),
  );

/** A number of a query within bounds; what is no number is the fallback. @see rest-api-v4 §6 */
const Clamped = (low: number, high: number, fallback: number): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const text: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof text !== 'string' || !/^[+-]?\d{1,15}(\.\d*)?$/.test(text)) return fallback;
    return Math.min(high, Math.max(low, Math.trunc(Number(text))));
  });

/** Which part of a list. */
export class PageQuery {
  /** From 1; 1 when absent. */
  @Clamped(1, LAST_PAGE, 1) @IsOptional() page?: number;
  /** 1..100; 20 when absent. */
  @Clamped(1, LONGEST_PAGE, FIRST_LIMIT) @IsOptional() limit?: number;
}

export const pageOf = ({ page = 1, limit = FIRST_LIMIT }: PageQuery): { page: number; limit: number } => ({ page, limit });

/** A number of a query; null for what is none: an unknown filter is no filter. */
export const numberIn = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,15}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : null;

/** The members of a comma list of a query. */
export const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
