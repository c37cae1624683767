import {
  ALERT_STATUSES,
  type AlertStatus,
  LIFECYCLES,
  type Lifecycle,
  LIMITS,
  TRIGGER_TYPES,
  type TriggerType,
  type YesNo,
} from '@clarion/contract';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsTimeZone } from '../../maintenances/dto/rules.js';
import { Given, Trim } from '../../monitors/dto/rules.js';

const MOST_TRIGGERS = 1_000;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A part of every day in which warnings wait; critical alerts never do. */
export class QuietHoursDto {
  /** On the clock of `time_zone`. @example 22:00 */
  @Matches(CLOCK, { message: 'from must be a time such as 22:00' }) from: string;
  /** Another time; an earlier one is of the next day. @example 07:00 */
  @Matches(CLOCK, { message: 'to must be a time such as 07:00' }) to: string;
  /** @example Europe/Berlin */
  @IsTimeZone() time_zone: string;
}

/** Where operators are told. */
export class CreateTriggerDto {
  /** No other trigger may have it. @example On-call chat */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name: string;
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  @IsOptional() @Trim() @IsString() @MaxLength(LIMITS.description) trigger_desc?: string | null;
  /** `ACTIVE` when absent. */
  @Given() @IsIn(LIFECYCLES) trigger_status?: Lifecycle;
  /** What the type needs, as `trigger-presets` says: an address, headers, texts, keys. */
  @IsObject() trigger_meta: Record<string, unknown>;
  /** null or absent: warnings never wait. */
  @IsOptional() @ValidateNested() @Type(() => QuietHoursDto) quiet_hours?: QuietHoursDto | null;
}

/** Changes of a trigger; what is absent stays. Its type stays too. */
export class UpdateTriggerDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name?: string;
  @IsOptional() @Trim() @IsString() @MaxLength(LIMITS.description) trigger_desc?: string | null;
  @Given() @IsIn(LIFECYCLES) trigger_status?: Lifecycle;
  /** Replaces the document; what is masked in it stays as it is stored. */
  @Given() @IsObject() trigger_meta?: Record<string, unknown>;
  /** null: warnings never wait. */
  @IsOptional() @ValidateNested() @Type(() => QuietHoursDto) quiet_hours?: QuietHoursDto | null;
}

/** Which side of an alert is tried. */
export class TestTriggerDto {
  /** `TRIGGERED` when absent. */
  @Given() @IsIn(ALERT_STATUSES) alert_status?: AlertStatus;
}

/** Texts of a trigger that somebody is writing. */
export class PreviewTriggerDto {
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  /** As in the form; secrets are not looked at. */
  @IsObject() trigger_meta: Record<string, unknown>;
  /** `TRIGGERED` when absent. */
  @Given() @IsIn(ALERT_STATUSES) alert_status?: AlertStatus;
}

/** What is wrong with a text. */
export class TriggerTextProblemDto {
  /** `error`: it is not saved; `warning`: it is. */
  severity: string;
  message: string;
  /** From 1; null = the text as a whole. */
  line: number | null;
  column: number | null;
}

/** A text as it would go out. */
export class PreviewedTextDto {
  /** Member of `trigger_meta`. */
  member: string;
  /** null = it cannot be filled in. */
  rendered: string | null;
  /** Errors first. */
  problems: TriggerTextProblemDto[];
}

/** `{ texts }`; none for types whose format is ours to write. */
export class TriggerPreviewResponse {
  texts: PreviewedTextDto[];
}

/** Where operators are told. */
export class TriggerDto {
  id: number;
  name: string;
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  trigger_desc: string | null;
  @IsIn(LIFECYCLES) trigger_status: Lifecycle;
  /** Addresses, header values and keys are masked: sent back as they are, they stay. */
  trigger_meta: Record<string, unknown>;
  /** Whom it calls, in words: a host, or the addresses; null = a secret says it. */
  target: string | null;
  /** Rules that fire it. */
  alert_config_count: number;
  quiet_hours: QuietHoursDto | null;
  announces_incidents: YesNo;
  announces_maintenances: YesNo;
  /** The number in the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** `{ trigger }` */
export class TriggerResponse {
  trigger: TriggerDto;
}

/** `{ triggers }`, by name. */
export class TriggerListResponse {
  triggers: TriggerDto[];
}

export const TEST_OUTCOMES = ['delivered', 'temporary', 'permanent', 'gone', 'not_sent'] as const;
export type TestOutcome = (typeof TEST_OUTCOMES)[number];

/** What a test met. */
export class TriggerTestDto {
  /** `not_sent`: it did not come to that; `answer` says why. */
  @IsIn(TEST_OUTCOMES) outcome: TestOutcome;
  /** HTTP or SMTP status; null = none arrived. */
  status: number | null;
  /** First KiB of what the receiver said, secrets blotted out. */
  answer: string | null;
}

/** `{ test }` */
export class TriggerTestResponse {
  test: TriggerTestDto;
}

/** Triggers that hear of what the site tells its readers. */
export class AnnounceTriggersDto {
  /** Ids of triggers that get every update of an incident. */
  @IsInt({ each: true }) @ArrayMaxSize(MOST_TRIGGERS) @IsArray() incidents: number[];
  /** Ids of triggers that get the stages of maintenances that the site tells. */
  @IsInt({ each: true }) @ArrayMaxSize(MOST_TRIGGERS) @IsArray() maintenances: number[];
}

/** `{ announce_triggers }` */
export class AnnounceTriggersResponse {
  announce_triggers: AnnounceTriggersDto;
}

/** A name that texts of triggers may use. */
export class TriggerVariableDto {
  name: string;
  /** `text`, `number` or `boolean`. */
  type: string;
  description: string;
  /** As JSON. */
  sample: string;
}

/** A member of `trigger_meta` beside address and headers. */
export class TriggerMemberDto {
  name: string;
  is_required: boolean;
  /** Sealed, and masked in answers. */
  is_secret: boolean;
  /** A template: `text`, `html` or `body`; null = it is none. */
  template: string | null;
  /** What is sent while it is empty; null = nothing. */
  default_text: string | null;
}

/** What a type of trigger needs. */
export class TriggerTypeDto {
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  /** `required`, `optional` or `none`. */
  url: string;
  has_headers: boolean;
  /** `signing_secrets`: up to two `whsec_…`. */
  is_signed: boolean;
  members: TriggerMemberDto[];
}

/** A trigger to begin with. */
export class TriggerPresetDto {
  id: string;
  name: string;
  @IsIn(TRIGGER_TYPES) trigger_type: TriggerType;
  trigger_meta: Record<string, unknown>;
}

/** What forms of triggers are made from. */
export class TriggerPresetsResponse {
  types: TriggerTypeDto[];
  presets: TriggerPresetDto[];
  variables: TriggerVariableDto[];
}
