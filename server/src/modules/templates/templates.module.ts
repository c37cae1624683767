import { Module } from '@nestjs/common';
import { TextTemplates } from './render/text-templates.service.js';

/** Texts that people write for messages. */
@Module({ providers: [TextTemplates], exports: [TextTemplates] })
export class TemplatesModule {}
