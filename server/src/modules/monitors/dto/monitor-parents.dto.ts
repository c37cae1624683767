import { LIMITS, type Status } from '@clarion/contract';
import { ArrayMaxSize, IsArray, IsString } from 'class-validator';

/** Whom a monitor depends on, whole: what is not named is a parent no more. */
export class WriteParentsDto {
  /** Tags of monitors; at most 20, none of which depends on this one. @example ["core-router"] */
  @IsArray() @ArrayMaxSize(LIMITS.monitorParents) @IsString({ each: true }) parents: string[];
}

/** `{ parents }`: tags, ascending. */
export class ParentsResponse {
  parents: string[];
}

/** A monitor that another one names. */
export class LinkedMonitorDto {
  tag: string;
  name: string;
}

/** A monitor that depends on others. */
export class ParentLinksDto {
  tag: string;
  /** Tags, ascending; never empty. */
  parents: string[];
}

/** `{ monitor_parents }`, by tag. */
export class ParentLinksResponse {
  monitor_parents: ParentLinksDto[];
}

/** The same as it is now. */
export class LinkedStateDto extends LinkedMonitorDto {
  /** With incidents, maintenances and staleness applied. */
  current_status: Status;
}

/** What a monitor depends on, and what depends on it. */
export class DependenciesDto {
  parents: LinkedStateDto[];
  children: LinkedStateDto[];
  /** Why its new alerts are held back now: whoever of its parents, or of theirs, is DOWN. Empty = they are not. */
  held_back_by: LinkedMonitorDto[];
}

/** `{ dependencies }` */
export class DependenciesResponse {
  dependencies: DependenciesDto;
}
