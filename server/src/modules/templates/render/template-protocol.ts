import type { TemplateMode, TemplateProblem, TemplateVariables, VariableDeclaration } from '@clarion/domain/templates';

/** A text with names in it, and what it is filled in for. */
export interface TextSource {
  text: string;
  mode: TemplateMode;
}

/** Texts of one message, filled in with the same variables. */
export interface RenderTask {
  kind: 'render';
  sources: readonly TextSource[];
  variables: TemplateVariables;
  /** Variables whose value is HTML already. */
  rawNames: readonly string[];
}

export interface CheckTask {
  kind: 'check';
  source: TextSource;
  declared: readonly VariableDeclaration[];
}

export type TemplateTask = RenderTask | CheckTask;
export type TemplateRequest = TemplateTask & { id: number };
export type TemplateReply =
  | { id: number; kind: 'rendered'; texts: string[] }
  | { id: number; kind: 'checked'; problems: TemplateProblem[] }
  /** The author's fault, in words for the author. */
  | { id: number; kind: 'refused'; message: string }
  | { id: number; kind: 'broken'; message: string };
