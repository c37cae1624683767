import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

const TEXT = { oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }] };
const TEXTS = { type: 'object', additionalProperties: TEXT } as const;

/** Words of the public page in one language. */
export class SiteTextsDto {
  /** @example de */
  locale: string;
  /** The owner’s words in the place of the built-in ones, by key. A text that counts has a form for each plural category. */
  @ApiProperty(TEXTS)
  texts: Readonly<Record<string, unknown>>;
  /** The built-in ones, by key. */
  @ApiProperty(TEXTS)
  built_in: Readonly<Record<string, unknown>>;
}

/** All of the owner’s words of a language; they replace those there are. */
export class WriteSiteTextsDto {
  /** An empty text gives its place back to the built-in one. @example { "banner.ALL_OPERATIONAL": "Alles läuft" } */
  @ApiProperty(TEXTS)
  @IsObject()
  texts: Record<string, unknown>;
}
