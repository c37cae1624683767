import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Requires, Unaudited } from '../../../platform/http/policy.js';
import { PreviewTriggerDto, TriggerPreviewResponse } from '../dto/trigger.dto.js';
import { PreviewTriggers } from './preview-triggers.service.js';

@Controller('api/v4/trigger-previews')
export class TriggerPreviewsController {
  constructor(private readonly previews: PreviewTriggers) {}

  /** What the texts of a trigger come to, and what is wrong with them. */
  @Post()
  @HttpCode(200)
  @Requires('triggers.write')
  @Unaudited('fills texts in, stores nothing')
  async preview(
    @Body() { trigger_type: type, trigger_meta: meta, alert_status: status }: PreviewTriggerDto,
  ): Promise<TriggerPreviewResponse> {
    const texts = await this.previews.preview(type, meta, status ?? 'TRIGGERED');
    return {
      texts: texts.map(({ member, rendered, problems }) => ({
        member,
        rendered,
        problems: problems.map(({ severity, message, line, column }) => ({
          severity,
          message,
          line: line ?? null,
          column: column ?? null,
        })),
      })),
    };
  }
}
