import { LIMITS } from '@clarion/contract';
import { SECTION_OPENS, type SectionOpen } from '@clarion/database/pages/page-section.entity';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { Trim } from '../../monitors/dto/rules.js';
import type { Arrangement } from '../page-sections.js';
import { IsMonitorList, MONITORS_SCHEMA, type SentMonitor, tagsIn } from './write-page.dto.js';

/** Sections of one page. */
const MOST_SECTIONS = 200;

/** A named list of monitors on a page. */
export class PageSectionDto {
  @ApiProperty({ type: 'integer' }) id: number;
  /** @example Checkout and payments */
  name: string;
  /** Markdown. */
  description: string | null;
  /** Stands open for a reader who has not chosen: always, while something in it is affected, or never. */
  @ApiProperty({ enum: SECTION_OPENS }) open: SectionOpen;
  /** Tags, in their order. */
  monitors: string[];
}

/** How the monitors of a page are arranged. */
export class PageSectionsResponse {
  /** Tags in the list without a name, which comes first. */
  unsectioned: string[];
  /** In their order. */
  sections: PageSectionDto[];
}

/** A section as it shall be. */
export class WritePageSectionDto {
  /** Of a section that is there; without it a new one is made. */
  @IsOptional() @IsInt() @Min(1) id?: number | null;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name: string;
  /** Markdown. */
  @IsOptional() @IsString() @MaxLength(LIMITS.description) description?: string | null;
  /** `always` when absent. */
  @IsOptional() @IsIn(SECTION_OPENS) open?: SectionOpen | null;
  @ApiProperty(MONITORS_SCHEMA) @IsMonitorList() monitors: SentMonitor[];
}

/** The whole arrangement of a page: monitors that it does not name leave the page. */
export class WritePageSectionsDto {
  /** Monitors in the list without a name; none when absent. */
  @ApiProperty({ ...MONITORS_SCHEMA, required: false }) @IsOptional() @IsMonitorList() unsectioned?: SentMonitor[] | null;
  @IsArray() @ArrayMaxSize(MOST_SECTIONS) @ValidateNested({ each: true }) @Type(() => WritePageSectionDto) sections: WritePageSectionDto[];
}

export const arrangementIn = ({ unsectioned, sections }: WritePageSectionsDto): Arrangement => ({
  unsectioned: tagsIn(unsectioned ?? []),
  sections: sections.map(({ id, name, description, open, monitors }) => ({
    id: id ?? null,
    name,
    description: description ?? null,
    open: open ?? 'always',
    monitors: tagsIn(monitors),
  })),
});

export const toPageSections = ({ unsectioned, sections }: Arrangement): PageSectionsResponse => ({
  unsectioned: [...unsectioned],
  sections: sections.map(({ id, name, description, open, monitors }) => ({ id: id!, name, description, open, monitors: [...monitors] })),
});
