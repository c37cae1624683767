import type { Permission } from '@clarion/contract';
import { YES_NO, type YesNo } from '@clarion/contract';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { LIMITS } from '@clarion/contract';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
const THEMES = ['light', 'dark', 'system'] as const;
const DENSITIES = [0, -1, -2] as const;

/** Sign-in. */
export class SignInDto {
  /** @example ada@acme.test */
  @trimmed @IsString() @IsNotEmpty() @MaxLength(LIMITS.email) email: string;
  @IsString() @IsNotEmpty() @MaxLength(1_000) password: string;
}

/** The first owner of an installation. */
export class CreateOwnerDto {
  @trimmed @IsString() @MinLength(LIMITS.userNameMinimum) @MaxLength(LIMITS.userName) name: string;
  @trimmed @IsEmail() @MaxLength(LIMITS.email) email: string;
  /** 8 to 128 characters with a digit, a lower-case and an upper-case letter. */
  @IsString() @IsNotEmpty() @MaxLength(1_000) password: string;
  /** Printed in the server's log; asked for when the public address is not this machine. */
  @IsOptional() @trimmed @IsString() @MaxLength(200) setup_token?: string | null;
}

/** How the dashboard looks for one user. */
export class PreferencesDto {
  @ValidateIf((_, value) => value !== undefined) @IsIn(THEMES) theme?: (typeof THEMES)[number];
  /** Rows: 0 comfortable, -1 compact, -2 dense. */
  @ValidateIf((_, value) => value !== undefined) @IsInt() @Min(-2) @Max(0) density?: number;
}

/** Changes of one's own account. */
export class UpdateMeDto {
  @ValidateIf((_, value) => value !== undefined)
  @trimmed
  @IsString()
  @MinLength(LIMITS.userNameMinimum)
  @MaxLength(LIMITS.userName)
  name?: string;
  @ValidateIf((_, value) => value !== undefined) @ValidateNested() @Type(() => PreferencesDto) preferences?: PreferencesDto;
}

/** A new password for oneself. */
export class ChangePasswordDto {
  @IsString() @IsNotEmpty() @MaxLength(1_000) current_password: string;
  @IsString() @IsNotEmpty() @MaxLength(1_000) new_password: string;
}

/** What everybody may know of a signed-in user about himself. */
export class UserDto {
  id: number;
  name: string;
  email: string;
  /** @example YES */
  @IsIn(YES_NO) is_owner: YesNo;
  preferences: UserPreferencesDto;
}

/** Preferences with their defaults filled in. */
export class UserPreferencesDto {
  @IsIn(THEMES) theme: (typeof THEMES)[number];
  @IsIn(DENSITIES) density: number;
}

/** A live session. */
export class SessionDto {
  user: UserDto;
  /** Ids of the user's roles. */
  roles: string[];
  permissions: Permission[];
  /** ISO-8601; the latest moment the session can live to. */
  expires_at: string;
}

/** Who is signed in, what to send with the next change, and whether the installation still lacks an owner. */
export class SessionStateDto {
  session: SessionDto | null;
  needs_setup: boolean;
  needs_setup_token: boolean;
  /** Goes into `X-CSRF-Token` with POST, PUT, PATCH and DELETE. */
  csrf_token: string;
}

/** `{ user }` */
export class MeResponse {
  user: UserDto;
}

/** A session as its owner sees it in the account screen. */
export class SessionListItemDto {
  id: string;
  created_at: string;
  last_seen_at: string;
  ip: string | null;
  user_agent: string | null;
  is_current: boolean;
}

/** `{ sessions }` */
export class SessionListResponse {
  sessions: SessionListItemDto[];
}
