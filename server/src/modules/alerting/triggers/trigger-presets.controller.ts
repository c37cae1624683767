import { TRIGGER_TYPES, type TriggerType } from '@clarion/contract';
import { Controller, Get } from '@nestjs/common';
import { Requires } from '../../../platform/http/policy.js';
import { type TriggerMemberDto, TriggerPresetsResponse } from '../dto/trigger.dto.js';
import { ALERT_VARIABLES } from '../messages/alert-variables.js';
import { DEFAULT_TEXTS } from '../messages/default-texts.js';
import { TRIGGER_PRESETS } from '../messages/presets.js';
import { TRIGGER_SHAPES } from './trigger-shapes.js';

@Controller('api/v4/trigger-presets')
export class TriggerPresetsController {
  /** What each type of trigger needs, triggers to begin with, and the names that texts may use. */
  @Get()
  @Requires('triggers.read')
  list(): TriggerPresetsResponse {
    return {
      types: TRIGGER_TYPES.map((type) => ({
        trigger_type: type,
        url: TRIGGER_SHAPES[type].url,
        has_headers: TRIGGER_SHAPES[type].hasHeaders,
        is_signed: TRIGGER_SHAPES[type].isSigned,
        members: membersOf(type),
      })),
      presets: TRIGGER_PRESETS.map(({ id, name, triggerType, triggerMeta }) => ({
        ...{ id, name, trigger_type: triggerType, trigger_meta: { ...triggerMeta } },
      })),
      variables: ALERT_VARIABLES.map(({ name, type, description, sample }) => ({
        name,
        type,
        description,
        sample: JSON.stringify(sample),
      })),
    };
  }
}

function membersOf(type: TriggerType): TriggerMemberDto[] {
  const { keys, texts } = TRIGGER_SHAPES[type];
  return [
    ...keys.map(({ name, isRequired, isSecret }) => ({
      name,
      is_required: isRequired,
      is_secret: isSecret,
      template: null,
      default_text: null,
    })),
    ...texts.map(({ name, mode }) => ({
      ...{ name, is_required: false, is_secret: false, template: mode, default_text: DEFAULT_TEXTS[type]?.[name] ?? null },
    })),
  ];
}
