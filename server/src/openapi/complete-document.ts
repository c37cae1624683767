import { type ErrorCode, ERRORS } from '@clarion/contract';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type RouteEntry } from '../platform/http/route-inventory.js';
import { tidySchema } from './tidy-schemas.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { name: string }>;

/** What a request and its answer look like. */
export interface OperationExample {
  request?: unknown;
  response?: unknown;
}

const PREFIX = '/api/v4/';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** Errors that operations name, in words. */
const ERROR_WORDS = {
  BAD_REQUEST: 'Something in the request is not valid; `details` name the fields.',
  UNAUTHORIZED: 'No credentials, or none that count.',
  FORBIDDEN: 'The credentials do not allow this.',
  NOT_FOUND: 'There is no such thing.',
  PRECONDITION_FAILED: '`If-Match` names an older version.',
  PAYLOAD_TOO_LARGE: 'The body is too large.',
  RATE_LIMITED: 'Too often; `Retry-After` says when to come back.',
  UNAVAILABLE: 'Not available right now; `Retry-After` says when to come back.',
} as const satisfies Partial<Record<ErrorCode, string>>;
type NamedError = keyof typeof ERROR_WORDS;

/** Words for parts of addresses. */
const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  tag: 'Public key of a monitor.',
  timestamp: 'A minute, Unix seconds UTC.',
  id: 'Identifier.',
  event_id: 'Identifier of an event.',
  key: 'Name of a setting.',
  name: 'Name of a secret, without the `$`.',
  comment_id: 'Identifier of an update.',
  page_path: 'Path of a page; `~home` is the home page.',
};

const text = { type: 'string' } as const;
const header = (name: string, description: string): Parameter => ({ name, in: 'header', required: false, description, schema: text });
const VERSIONED = new Set([
  ...['/api/v4/monitors/{tag}', '/api/v4/secrets/{name}', '/api/v4/site/{key}', '/api/v4/maintenances/{id}'],
  ...['/api/v4/pages/{page_path}', '/api/v4/pages/{page_path}/sections', '/api/v4/pages/{page_path}/draft'],
  ...['/api/v4/incidents/{id}', '/api/v4/incidents/{id}/report', '/api/v4/incidents/{id}/comments/{comment_id}'],
  ...['/api/v4/incident-drafts/{id}', '/api/v4/incident-templates/{id}'],
]);
/** Answered with 304 when nothing changed. */
const CONDITIONAL = new Set(['/api/v4/monitors/{tag}']);

const ERROR_SCHEMA = {
  type: 'object',
  description: 'The one shape of every error.',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERRORS) },
        message: { type: 'string', description: 'For people.' },
        details: {
          type: 'array',
          description: 'One entry for each refused field.',
          items: { type: 'object', required: ['field', 'message'], properties: { field: text, message: text } },
        },
        request_id: { type: 'string', description: 'With faults of the server: what to quote when asking about them.' },
      },
    },
  },
};

const asTemplate = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** Chapters of the reference by the beginning of the address, the more specific first. */
const CHAPTERS: readonly (readonly [prefix: string, chapter: string])[] = [
  ['monitors/{tag}/data', 'Monitoring data'],
  ['monitors/{tag}/samples', 'Monitoring data'],
  ['monitors/{tag}/history', 'Monitoring data'],
  ['monitor-jobs', 'Jobs'],
  ['monitor', 'Monitors'],
  ['overview', 'Monitors'],
  ['incident', 'Incidents'],
  ['markdown-previews', 'Incidents'],
  ['api-keys', 'API keys'],
  ['secrets', 'Secrets'],
  ['site', 'Site configuration'],
  ['maintenance', 'Maintenances'],
  ['public/', 'Public reading'],
  ['session', 'Account'],
  ['setup', 'Account'],
  ['me', 'Account'],
];

/** A new kind of resource is a chapter of its own, named as it is. */
function chapterOf(path: string): string {
  const rest = path.slice(PREFIX.length);
  const known = CHAPTERS.find(([prefix]) => rest.startsWith(prefix));
  if (known !== undefined) return known[1];
  const name = rest.split('/', 1)[0]!.replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Adds what controllers cannot say: parameters in addresses, credentials, errors, examples; and leaves out what is no part of the API.
 * @param routes what guards each route
 * @param examples by operation id
 */
export function completeDocument(
  document: OpenAPIObject,
  routes: readonly RouteEntry[],
  examples: Readonly<Record<string, OperationExample>>,
): OpenAPIObject {
  const policies = new Map(routes.map(({ method, path, policy }) => [`${method.toLowerCase()} ${asTemplate(path)}`, policy]));
  const paths: OpenAPIObject['paths'] = {};
  for (const path of Object.keys(document.paths).sort()) {
    if (!path.startsWith(PREFIX) || path.includes('*')) continue;
    const item = document.paths[path]!;
    for (const method of METHODS) {
      const operation = item[method];
      if (operation !== undefined)
        complete(operation, method, path, policies.get(`${method} ${path}`) ?? '', examples[operation.operationId ?? '']);
    }
    paths[path] = item;
  }
  const schemas = { ...document.components?.schemas, ErrorResponse: ERROR_SCHEMA } as Record<string, object>;
  for (const schema of Object.values(schemas)) tidySchema(schema);
  const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  const tags = [...new Set(Object.values(paths).flatMap((item) => METHODS.flatMap((method) => item[method]?.tags ?? [])))].sort();
  const responses = Object.fromEntries(
    Object.entries(ERROR_WORDS).map(([code, description]) => [
      code,
      { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } } },
    ]),
  );
  return { ...document, tags: tags.map((name) => ({ name })), paths, components: { ...document.components, responses, schemas: sorted } };
}

function complete(operation: Operation, method: Method, path: string, policy: string, example: OperationExample | undefined): void {
  operation.tags = [chapterOf(path)];
  for (const parameter of (operation.parameters ?? []) as Parameter[]) tidySchema(parameter.schema as object, parameter.name);
  operation.parameters = parametersOf(operation, method, path);
  const isPublic = policy.startsWith('public');
  if (!isPublic) operation.security = [{ apiKey: [] }, { session: [] }];
  if (!isPublic && policy !== 'signed in')
    operation.description = [operation.description, `Needs ${policy.replaceAll(/[\w.]+\.\w+/g, '`$&`')}.`].filter(Boolean).join('\n\n');
  for (const [status, code] of errorsOf(operation, method, path, isPublic)) {
    operation.responses[status] ??= { $ref: `#/components/responses/${code}` };
  }
  if (example !== undefined) addExample(operation, example);
}

function parametersOf(operation: Operation, method: Method, path: string): Operation['parameters'] {
  const known = (operation.parameters ?? []) as Parameter[];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => {
    const described = known.find((parameter) => parameter.in === 'path' && parameter.name === name);
    const description = PATH_PARAMETERS[name];
    return [
      { name, in: 'path' as const, required: true, schema: text, ...(description === undefined ? {} : { description }), ...described },
    ];
  });
  const headers: Parameter[] = [];
  if (method === 'post')
    headers.push(header('Idempotency-Key', 'Any text of yours: the same key with the same body gets the first answer again, for a day.'));
  if (VERSIONED.has(path) && method !== 'get')
    headers.push(header('If-Match', 'The ETag this change was made from; refused with 412 when it is no longer current.'));
  if (CONDITIONAL.has(path) && method === 'get')
    headers.push(header('If-None-Match', 'An ETag; answered with 304 when it is still current.'));
  return [...inPath, ...known.filter((parameter) => parameter.in !== 'path'), ...headers];
}

function* errorsOf(operation: Operation, method: Method, path: string, isPublic: boolean): Generator<[string, NamedError]> {
  const of = (code: NamedError): [string, NamedError] => [String(ERRORS[code]), code];
  const hasInput =
    operation.requestBody !== undefined || operation.parameters?.some((parameter) => 'in' in parameter && parameter.in === 'query');
  if (hasInput === true) yield of('BAD_REQUEST');
  if (!isPublic) {
    yield of('UNAUTHORIZED');
    yield of('FORBIDDEN');
  }
  if (path.includes('{')) yield of('NOT_FOUND');
  if (VERSIONED.has(path) && method !== 'get') yield of('PRECONDITION_FAILED');
  if (operation.requestBody !== undefined) yield of('PAYLOAD_TOO_LARGE');
  yield of('RATE_LIMITED');
  yield of('UNAVAILABLE');
}

function addExample(operation: Operation, { request, response }: OperationExample): void {
  const body = operation.requestBody as { content?: Record<string, { example?: unknown }> } | undefined;
  const sent = body?.content?.['application/json'];
  if (request !== undefined && sent !== undefined) sent.example = request;
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1] as typeof body;
  const answered = success?.content?.['application/json'];
  if (response !== undefined && answered !== undefined) answered.example = response;
}
