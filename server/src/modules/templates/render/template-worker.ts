// The thread that fills templates in. Like every thread it imports packages alone, so the same file runs from source and from the build.
import { parentPort } from 'node:worker_threads';
import { checkTemplate, readTemplate, renderTemplate, type Template, TemplateError } from '@clarion/domain/templates';
import type { TemplateReply, TemplateRequest } from './template-protocol.js';

const port = parentPort;
if (port === null) throw new Error('The template worker runs as a worker thread only');

/** Read templates, the newest last: a message to thousands is read once. */
const read = new Map<string, Template>();
const KEPT = 100;

function templateOf(text: string): Template {
  const known = read.get(text);
  if (known !== undefined) return known;
  const template = readTemplate(text);
  read.set(text, template);
  if (read.size > KEPT) read.delete(read.keys().next().value!);
  return template;
}

function answer(request: TemplateRequest): TemplateReply {
  const { id } = request;
  try {
    if (request.kind === 'check')
      return { id, kind: 'checked', problems: checkTemplate(request.source.text, request.source.mode, request.declared) };
    const rawNames = new Set(request.rawNames);
    const texts = request.sources.map(({ text, mode }) => renderTemplate(templateOf(text), mode, request.variables, rawNames));
    return { id, kind: 'rendered', texts };
  } catch (error) {
    if (error instanceof TemplateError) return { id, kind: 'refused', message: error.message };
    return { id, kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.on('message', (request: TemplateRequest) => port.postMessage(answer(request)));
