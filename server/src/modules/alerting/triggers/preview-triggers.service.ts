import type { AlertStatus, TriggerType } from '@clarion/contract';
import { TemplateError, type TemplateProblem } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { TextTemplates } from '../../templates/render/text-templates.service.js';
import { ALERT_VARIABLES, alertVariables } from '../messages/alert-variables.js';
import { DEFAULT_TEXTS } from '../messages/default-texts.js';
import { ReadSiteVariables } from '../../site/site-variables.service.js';
import { modeOf } from '../messages/text-modes.js';
import { SampleAlerts } from './sample-alerts.service.js';
import { fromDocument, type MetaDocument } from './trigger-meta.js';
import { TRIGGER_SHAPES } from './trigger-shapes.js';

/** One text of a trigger as it would go out. */
export interface PreviewedText {
  /** Member of `trigger_meta`, such as `webhook_body`. */
  member: string;
  /** null = it cannot be filled in; the problems say why. */
  rendered: string | null;
  problems: TemplateProblem[];
}

/** What texts of a trigger come to while somebody writes them. Secrets stay names: nothing leaves. */
@Injectable()
export class PreviewTriggers {
  constructor(
    private readonly templates: TextTemplates,
    private readonly site: ReadSiteVariables,
    private readonly samples: SampleAlerts,
  ) {}

  /** @param document as it is in the form; texts that are empty are the default ones */
  async preview(type: TriggerType, document: MetaDocument, status: AlertStatus): Promise<PreviewedText[]> {
    const meta = fromDocument(document, type);
    const variables = alertVariables(await this.samples.of(status), await this.site.now());
    return Promise.all(
      TRIGGER_SHAPES[type].texts.map(async ({ name, mode }) => {
        const source = { text: meta.members[name] ?? DEFAULT_TEXTS[type]?.[name] ?? '', mode: modeOf(mode, meta.headers) };
        const problems = await this.templates.check(source, ALERT_VARIABLES);
        return { member: name, problems, rendered: await this.render(source, variables) };
      }),
    );
  }

  private async render(...what: Parameters<TextTemplates['render']>): Promise<string | null> {
    try {
      return await this.templates.render(...what);
    } catch (error) {
      if (error instanceof TemplateError) return null;
      throw error;
    }
  }
}
