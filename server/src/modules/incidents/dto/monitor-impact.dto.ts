import { IMPACTS, type Impact, LIMITS } from '@clarion/contract';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';

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
