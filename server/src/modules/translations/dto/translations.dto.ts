import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

const TEXTS = { type: 'object', additionalProperties: { type: 'object', additionalProperties: { type: 'string' } } } as const;

/** The texts of an object in further languages. */
export class TranslationsDto {
  /** @example monitor */
  object_type: string;
  /** 0 for what there is one of. */
  object_id: number;
  /** What is stored with the object, by field, and shown where a translation is missing. @example { "name": "Checkout" } */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', nullable: true } })
  source: Readonly<Record<string, string | null>>;
  /** Texts by language and field. @example { "de": { "name": "Kasse" } } */
  @ApiProperty(TEXTS)
  translations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All translations of an object; they replace those it has. */
export class WriteTranslationsDto {
  /** Texts by language and field; an empty one removes it. @example { "de": { "name": "Kasse" } } */
  @ApiProperty(TEXTS)
  @IsObject()
  translations: Record<string, Record<string, string>>;
}
