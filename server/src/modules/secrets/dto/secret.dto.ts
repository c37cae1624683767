import { SECRET_LIMITS, SECRET_NAME_PATTERN, SECRET_SOURCES, type SecretSource } from '@clarion/contract';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Given, QueryFlag, Trim } from '../../monitors/dto/rules.js';

const ORIGIN_LENGTH = 300;

/** A secret to be kept. */
export class CreateSecretDto {
  /** Upper-case letters, digits and `_`; used as `$NAME`. @example SHOP_TOKEN */
  @Matches(SECRET_NAME_PATTERN, {
    message: 'name starts with an upper-case letter; upper-case letters, digits and _ may follow, 64 at most',
  })
  name: string;
  /** At least 4 characters. No answer ever contains it. */
  @IsString()
  @MaxLength(SECRET_LIMITS.value)
  value: string;
  /** What it is for. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(SECRET_LIMITS.description)
  description?: string | null;
  /** Origins it may be sent to, such as `https://api.example.com`; null, empty or absent = any. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SECRET_LIMITS.origins)
  @IsString({ each: true })
  @MaxLength(ORIGIN_LENGTH, { each: true })
  origins?: string[] | null;
}

/** What changes; what is absent stays. */
export class UpdateSecretDto {
  /** Replaces the value. */
  @Given()
  @IsString()
  @MaxLength(SECRET_LIMITS.value)
  value?: string;
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(SECRET_LIMITS.description)
  description?: string | null;
  /** Further origins need the value as well: who does not know it cannot have it sent elsewhere. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(SECRET_LIMITS.origins)
  @IsString({ each: true })
  @MaxLength(ORIGIN_LENGTH, { each: true })
  origins?: string[] | null;
}

/** How a secret is deleted. */
export class RemoveSecretQuery {
  /** `true`: even while monitors use it. */
  @QueryFlag() @IsOptional() @IsBoolean() force?: boolean;
}

/** A secret without its value. */
export class SecretDto {
  name: string;
  /** Variables of the environment can only be read. */
  @IsIn(SECRET_SOURCES) source: SecretSource;
  description: string | null;
  /** null = any. */
  origins: string[] | null;
  /** Tags of the monitors that name it. */
  used_by: string[];
  /** Names of the triggers that do. */
  used_by_triggers: string[];
  /** For `If-Match`, as `"v{version}"`; null for variables. */
  version: number | null;
  created_at: string | null;
  updated_at: string | null;
}

/** `{ secrets }`, by name. */
export class SecretListResponse {
  secrets: SecretDto[];
}

/** `{ secret }` */
export class SecretResponse {
  secret: SecretDto;
}
