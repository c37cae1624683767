import { SITE_DATA_TYPES, type SiteDataType } from '@clarion/database/site/site-setting.entity';
import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsIn, ValidateIf } from 'class-validator';
import { ANY_VALUE } from '../../../platform/http/any-value.js';

/** A site key with its value: text, or JSON when `data_type` is `object`. */
export class SiteSettingDto {
  key: string;
  @ApiProperty(ANY_VALUE) value: unknown;
  @IsIn(SITE_DATA_TYPES) data_type: SiteDataType;
}

/** `{ site_data }`: every key that is stored. */
export class SiteSettingListResponse {
  site_data: SiteSettingDto[];
}

/** The new value of a key; it replaces the old one whole. */
export class UpdateSiteSettingDto {
  /** Anything the catalogue allows for the key; null counts as given. */
  @ApiProperty(ANY_VALUE) @ValidateIf((_, value) => value !== null) @IsDefined({ message: 'value is required' }) value: unknown;
}
