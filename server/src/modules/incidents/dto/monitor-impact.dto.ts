import { IMPACTS, type Impact, LIMITS } from '@clarion/contract';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNumber, IsObject, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';

/** A moment of the domain: a number of Unix seconds. */
export const IsInstant = (): PropertyDecorator => applyDecorators(IsNumber(), Min(0), Max(LIMITS.instant));

/** What is done to a monitor. */
export class MonitorImpactDto {
  /** Of an existing monitor. @example shop-web */
  @IsString() monitor_tag: string;
  /** `DOWN` when absent. */
  @IsOptional() @IsIn(IMPACTS) impact?: Impact | null;
}

/** A list of `{ monitor_tag, impact }`. */
export const IsImpactList = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(LIMITS.linkedMonitors),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => MonitorImpactDto),
  );
