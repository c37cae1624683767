import { createHash } from 'node:crypto';
import { type OpenAPIObject } from '@nestjs/swagger';
import { REFERENCE_STYLE } from './reference-style.js';

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}
interface Content {
  schema?: Schema;
  example?: unknown;
}
interface Response {
  $ref?: string;
  description?: string;
  content?: Record<string, Content>;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, Content> };
  responses: Record<string, Response>;
}
interface Route {
  method: string;
  path: string;
  operation: Operation;
}

/** What references point at. */
interface Components {
  schemas: Record<string, Schema>;
  responses: Record<string, Response>;
}

/** The page is text and one style sheet: no script, nothing from elsewhere. */
export const REFERENCE_CSP = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(REFERENCE_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const DEEPEST = 6;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
/** `code` in backticks, everything else as it stands. */
const inline = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Paragraphs and lists of our own texts. */
function prose(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((block) => {
      const lines = block.split('\n');
      if (lines.every((line) => line.startsWith('- ')))
        return `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`;
      return `<p>${inline(block)}</p>`;
    })
    .join('');
}

/** Draws the document as one readable page. */
export function referencePage(document: OpenAPIObject): string {
  const groups = new Map<string, Route[]>();
  for (const route of routesOf(document)) {
    const name = route.operation.tags?.[0] ?? 'Other';
    groups.set(name, [...(groups.get(name) ?? []), route]);
  }
  const names = [...groups.keys()].sort();
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const menu = names.map((name) => `<li><a href="#${slug(name)}">${escape(name)}</a></li>`).join('');
  const responses = (document.components?.responses ?? {}) as Record<string, Response>;
  const sections = names.map((name) => section(name, groups.get(name) ?? [], { schemas, responses })).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(document.info.title)} reference</title>
<style>${REFERENCE_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><h1>${escape(document.info.title)} <small>v${escape(document.info.version)}</small></h1><a href="openapi.json">OpenAPI document</a></header>
<nav aria-label="Sections"><ul>${menu}</ul></nav>
<main id="content">
<section class="intro">${prose(document.info.description ?? '')}</section>
${sections}
</main>
</body>
</html>
`;
}

function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as unknown as Record<string, Operation | undefined>)[method];
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );
}

function section(name: string, routes: readonly Route[], components: Components): string {
  return `<section><h2 id="${slug(name)}">${escape(name)}</h2>${routes.map((route) => operation(route, components)).join('')}</section>`;
}

function operation({ method, path, operation: one }: Route, { schemas, responses }: Components): string {
  const id = slug(one.operationId ?? `${method}-${path}`);
  const body = one.requestBody?.content?.['application/json'];
  const parts = [
    one.description === undefined ? '' : prose(one.description),
    parameters(one.parameters ?? []),
    body === undefined ? '' : `<h4>Body</h4>${shape(body.schema, schemas)}${sample(body.example)}`,
    ...Object.entries(one.responses).map(([status, response]) =>
      answer(status, response.$ref === undefined ? response : (responses[nameOf(response.$ref)] ?? {}), schemas),
    ),
  ];
  return `<details id="${id}"><summary><h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${escape(path).replaceAll('/', '/<wbr>')}</code><span class="says">${inline(one.summary ?? '')}</span></h3></summary><div class="body">${parts.join('')}</div></details>`;
}

function parameters(list: readonly Parameter[]): string {
  if (list.length === 0) return '';
  const rows = list.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><td><code>${escape(name)}</code>${required === true ? '<b title="required">*</b>' : ''}</td><td>${place}</td><td>${typeOf(schema)}</td><td>${inline(description ?? '')}</td></tr>`,
  );
  return `<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function answer(status: string, { description, content }: Response, schemas: Record<string, Schema>): string {
  if (!status.startsWith('2')) return `<p class="error"><b>${status}</b> ${inline(description ?? '')}</p>`;
  const json = content?.['application/json'];
  return `<h4>Answer ${status}</h4>${json === undefined ? '' : shape(json.schema, schemas) + sample(json.example)}`;
}

const sample = (example: unknown): string =>
  example === undefined ? '' : `<pre tabindex="0">${escape(JSON.stringify(example, null, 2))}</pre>`;

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

/** The schema behind references and wrappers of one, and its name. */
function resolve(schema: Schema | undefined, schemas: Record<string, Schema>): Schema | undefined {
  if (schema === undefined) return undefined;
  const [only] = schema.allOf ?? schema.anyOf?.filter(({ type }) => type !== 'null') ?? schema.oneOf ?? [];
  if (schema.$ref !== undefined) return schemas[nameOf(schema.$ref)];
  return only === undefined ? schema : resolve(only, schemas);
}

/** Members of an object as a table, nested ones below their own row. */
function shape(schema: Schema | undefined, schemas: Record<string, Schema>): string {
  const rows = [...members(schema, schemas, '', 0)];
  if (rows.length === 0) return '';
  return `<table><thead><tr><th>Member</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function* members(schema: Schema | undefined, schemas: Record<string, Schema>, prefix: string, depth: number): Generator<string> {
  const object = resolve(schema, schemas);
  if (object?.properties === undefined || depth > DEEPEST) return;
  for (const [name, member] of Object.entries(object.properties)) {
    const isRequired = object.required?.includes(name) === true;
    const resolved = resolve(member, schemas);
    const isList = resolved?.type === 'array';
    const path = `${prefix}${name}${isList ? '[]' : ''}`;
    const meaning = inline(member.description ?? resolved?.description ?? '');
    yield `<tr><td><code>${escape(path)}</code>${isRequired ? '<b title="always there">*</b>' : ''}</td><td>${typeOf(member)}</td><td>${meaning}</td></tr>`;
    yield* members(isList ? resolved.items : resolved, schemas, `${path}.`, depth + 1);
  }
}

/** A type in words: `integer 1…60`, `"UP" | "DOWN"`, `Monitor[] or null`. */
function typeOf(schema: Schema | undefined): string {
  if (schema === undefined) return '';
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (alternatives !== undefined) return alternatives.map(typeOf).join(' or ');
  if (schema.$ref !== undefined) return escape(nameOf(schema.$ref).replace(/(Dto|Response)$/, ''));
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `<code>${escape(value === null ? 'null' : String(value))}</code>`).join(' ');
  const types = [schema.type ?? 'any'].flat().map((type) => (type === 'array' ? `${typeOf(schema.items)}[]` : type));
  const bounds = schema.minimum === undefined && schema.maximum === undefined ? '' : ` ${schema.minimum ?? '…'}–${schema.maximum ?? '…'}`;
  const length = schema.maxLength === undefined ? '' : `, at most ${schema.maxLength} characters`;
  return types.join(' or ') + bounds + length;
}
