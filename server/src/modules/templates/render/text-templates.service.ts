import { TemplateError, type TemplateProblem, type TemplateVariables, type VariableDeclaration } from '@clarion/domain/templates';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Lifecycle } from '../../../platform/lifecycle/lifecycle.js';
import type { TextSource } from './template-protocol.js';
import { TemplateThread, TemplateThreadError } from './template-thread.js';

/** Templates that people write, filled in and checked away from the event loop. @see reliability SEC-44, SEC-45 */
@Injectable()
export class TextTemplates implements OnApplicationBootstrap {
  private readonly thread = new TemplateThread();

  constructor(private readonly lifecycle: Lifecycle) {}

  onApplicationBootstrap(): void {
    this.lifecycle.onStop('connections', 'templates', () => this.thread.stop());
  }

  /** @throws TemplateError for a text that cannot be filled in @throws TemplateThreadError when it could not be tried */
  async render(source: TextSource, variables: TemplateVariables, rawNames: readonly string[] = []): Promise<string> {
    return (await this.renderAll([source], variables, rawNames))[0]!;
  }

  /** The texts of one message, such as subject, HTML and text. @throws as `render` */
  async renderAll(sources: readonly TextSource[], variables: TemplateVariables, rawNames: readonly string[] = []): Promise<string[]> {
    const reply = await this.thread.run({ kind: 'render', sources, variables, rawNames });
    if (reply.kind === 'rendered') return reply.texts;
    if (reply.kind === 'refused') throw new TemplateError(reply.message);
    throw new TemplateThreadError(reply.kind === 'broken' ? reply.message : 'The thread answered something else');
  }

  /** What is wrong with a text, errors first; empty = nothing. @throws TemplateThreadError */
  async check(source: TextSource, declared: readonly VariableDeclaration[]): Promise<TemplateProblem[]> {
    const reply = await this.thread.run({ kind: 'check', source, declared });
    if (reply.kind === 'checked') return reply.problems;
    throw new TemplateThreadError(reply.kind === 'rendered' ? 'The thread answered something else' : reply.message);
  }
}
