import { LIFECYCLES, LIMITS, type Lifecycle } from '@clarion/contract';
import { Transform } from 'class-transformer';
import { IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** A key for a program. */
export class CreateApiKeyDto {
  /** Unique. @example deploy pipeline */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(LIMITS.name)
  name: string;
  /** ISO-8601; null or absent = never. */
  @IsOptional() @IsISO8601({ strict: true }) expires_at?: string | null;
  /** Role that bounds the key; absent = the widest role of its maker. */
  @IsOptional() @IsString() @MaxLength(100) role?: string | null;
}

/** Switches a key on or off. */
export class UpdateApiKeyDto {
  @IsIn(LIFECYCLES) status: Lifecycle;
}

/** A key without its secret. */
export class ApiKeyDto {
  id: number;
  name: string;
  /** Asterisks and the last four characters. */
  masked_key: string;
  /** Role that bounds the key; null = the contract's routes only. */
  role: string | null;
  @IsIn(LIFECYCLES) status: Lifecycle;
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
}

/** `{ api_keys }`, newest first. */
export class ApiKeyListResponse {
  api_keys: ApiKeyDto[];
}

/** `{ api_key }` */
export class ApiKeyResponse {
  api_key: ApiKeyDto;
}

/** The one answer that holds the key itself. */
export class CreatedApiKeyResponse {
  api_key: ApiKeyDto;
  key: string;
}
