import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenAPIObject } from '@nestjs/swagger';
import { AuditModule } from '../modules/audit/audit.module.js';
import { IdentityModule } from '../modules/identity/identity.module.js';
import { MonitorsModule } from '../modules/monitors/monitors.module.js';
import { PagesModule } from '../modules/pages/pages.module.js';
import { SiteModule } from '../modules/site/site.module.js';
import { startTestApp, type TestApp } from '../../test/test-app.js';
import { EXAMPLES } from './examples.js';
import { openapiDocument } from './openapi-document.js';
import { OpenApiModule } from './openapi.module.js';
import { referencePage } from './reference-page.js';
import { tidySchema } from './tidy-schemas.js';

// The compiler's plugin, which reads the types of DTOs, runs in the real build only; what it adds is checked with the generated client.
let app: TestApp;
let document: OpenAPIObject;
beforeAll(async () => {
  app = await startTestApp({ imports: [AuditModule, IdentityModule, SiteModule, MonitorsModule, PagesModule, OpenApiModule] });
  document = openapiDocument(app.app);
});
afterAll(async () => app.close());

const CONTRACT = [
  'get /api/v4/monitors',
  'post /api/v4/monitors',
  'get /api/v4/monitors/{tag}',
  'patch /api/v4/monitors/{tag}',
  'delete /api/v4/monitors/{tag}',
  'get /api/v4/monitors/{tag}/data',
  'patch /api/v4/monitors/{tag}/data',
  'get /api/v4/monitors/{tag}/data/{timestamp}',
  'patch /api/v4/monitors/{tag}/data/{timestamp}',
  'get /api/v4/pages',
  'post /api/v4/pages',
  'get /api/v4/pages/{page_path}',
  'patch /api/v4/pages/{page_path}',
  'delete /api/v4/pages/{page_path}',
  'get /api/v4/site',
  'get /api/v4/site/{key}',
  'patch /api/v4/site/{key}',
];

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ name: `${method} ${path}`, path, operation }];
    }),
  );

describe('the OpenAPI document', () => {
  it('is served to anybody, with an ETag', async () => {
    const { status, headers, body } = await app.request().get('/api/v4/openapi.json');
    expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
      200,
      'application/json; charset=utf-8',
      '*',
    ]);
    expect(body).toEqual(JSON.parse(JSON.stringify(document)));
    expect(body.openapi).toBe('3.1.0');
    const again = await app.request().get('/api/v4/openapi.json').set('if-none-match', headers['etag']!);
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('knows the routes of the contract, and only the API', () => {
    const names = operations().map(({ name }) => name);
    for (const name of CONTRACT) expect(names).toContain(name);
    for (const { path } of operations()) expect(path).toMatch(/^\/api\/v4\/[^*]+$/);
    expect(names).not.toContain('get /api/v4/openapi.json');
  });

  it('gives every operation an id of its own, its parameters, and the errors it may answer', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).flatMap((parameter) =>
        'in' in parameter && parameter.in === 'path' ? [parameter.name] : [],
      );
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      if (inPath.length > 0) expect(operation.responses).toHaveProperty('404');
      if (operation.requestBody !== undefined) expect(operation.responses).toHaveProperty('413');
    }
  });

  it('asks for credentials exactly where the guard does', async () => {
    for (const { name, operation } of operations()) {
      const isOpen = operation.security === undefined;
      if (isOpen) expect(operation.responses).not.toHaveProperty('401');
      else
        expect([name, operation.security, Object.keys(operation.responses).includes('401')]).toEqual([
          name,
          [{ apiKey: [] }, { session: [] }],
          true,
        ]);
    }
    expect(
      operations()
        .filter(({ operation }) => operation.security === undefined)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['get /api/v4/session', 'post /api/v4/session', 'post /api/v4/setup/owner']);
  });

  it('has examples for the contract, and none for an operation that is gone', () => {
    const idOf = new Map(operations().map(({ name, operation }) => [operation.operationId, name]));
    expect(
      Object.keys(EXAMPLES)
        .map((id) => idOf.get(id))
        .sort(),
    ).toEqual([...CONTRACT].sort());
  });

  it('is the same every time', () => {
    expect(openapiDocument(app.app)).toBe(document);
  });
});

describe('tidied schemas', () => {
  it('put words into their order, null last, and call whole numbers integers', () => {
    const schema = {
      properties: {
        status: { type: ['string', 'null'], enum: ['NO_DATA', null, 'UP', 'MAINTENANCE', 'DOWN', 'DEGRADED'] },
        other: { enum: ['b', 'a'] },
        timestamp: { type: 'number' },
        start_ts: { type: ['number', 'null'] },
        latency: { type: 'number' },
        list: { items: { properties: { id: { type: 'number' } } } },
      },
    };
    tidySchema(schema);
    expect(schema.properties).toEqual({
      status: { type: ['string', 'null'], enum: ['UP', 'DEGRADED', 'DOWN', 'MAINTENANCE', 'NO_DATA', null] },
      other: { enum: ['a', 'b'] },
      timestamp: { type: 'integer' },
      start_ts: { type: ['integer', 'null'] },
      latency: { type: 'number' },
      list: { items: { properties: { id: { type: 'integer' } } } },
    });
  });
});

describe('the reference page', () => {
  it('is one document without script, allowed by its own policy', async () => {
    const { status, headers, text } = await app.request().get('/api/v4/reference');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(text).not.toMatch(/<script|\son\w+=|style="|https?:\/\/(?!shop\.acme\.test)/i);
    for (const { path } of operations()) expect(text).toContain(path.replaceAll('/', '/<wbr>'));
  });

  it('shows hostile text as text', () => {
    const hostile = `"><script>alert('x')</script>&`;
    const page = referencePage({
      ...document,
      info: { title: hostile, version: hostile, description: hostile },
      paths: {
        [`/api/v4/${hostile}`]: {
          get: {
            tags: [hostile],
            summary: hostile,
            description: `\`${hostile}\``,
            parameters: [{ name: hostile, in: 'query', description: hostile, schema: { type: 'string', enum: [hostile] } }],
            responses: {
              200: {
                description: hostile,
                content: {
                  'application/json': { example: { [hostile]: hostile }, schema: { properties: { [hostile]: { description: hostile } } } },
                },
              },
            },
          },
        },
      },
    } as unknown as OpenAPIObject);
    expect(page).not.toMatch(/<script|alert\('/);
    expect(page).toContain('&lt;script&gt;');
  });
});
