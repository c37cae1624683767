import { IsNotEmpty, IsString, MaxLength, ValidateIf } from 'class-validator';

/** The host of a page. */
export class PageDomainDto {
  /** null = it has none of its own. @example status.example.com */
  host: string | null;
}

/** The host a page shall have; its DNS and its certificate are up to whoever runs the proxy. */
export class WritePageDomainDto {
  /** null takes it away. @example status.example.com */
  @ValidateIf((_, value) => value !== null) @IsString() @IsNotEmpty() @MaxLength(255) host: string | null;
}
