import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { CurrentActor, Requires, Unaudited } from '../../platform/http/policy.js';
import { renderMarkdown } from '../../platform/markdown/markdown.js';
import { MarkdownPreviewResponse, PreviewMarkdownDto } from './dto/markdown-preview.dto.js';

@Controller('api/v4/markdown-previews')
export class MarkdownPreviewsController {
  /** A text as readers will see it. Needs `incidents.read` or `maintenances.read`. */
  @Post()
  @HttpCode(200)
  @Requires()
  @Unaudited('renders a text, stores nothing')
  preview(@CurrentActor() { permissions }: Actor, @Body() { text }: PreviewMarkdownDto): MarkdownPreviewResponse {
    if (!permissions.has('incidents.read') && !permissions.has('maintenances.read'))
      throw new AppError('FORBIDDEN', 'This needs the permission incidents.read or maintenances.read');
    return { html: renderMarkdown(text) };
  }
}
