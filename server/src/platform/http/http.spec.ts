import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { ADA_COOKIE, CSRF_TOKEN, FakeAuthenticator } from '../../../test/fake-authenticator.js';
import { startTestApp, type TestApp } from '../../../test/test-app.js';
import { type Actor, actorTag } from './actor.js';
import { BodyLimit, CurrentActor, OptionalBody, Public, RawBody, Requires, Unaudited } from './policy.js';

class HeaderDto {
  @IsString() @IsNotEmpty() key: string;
}

class ThingDto {
  @IsString() @IsNotEmpty() name: string;
  @IsOptional() @IsInt() @Min(1) @Max(60) confirmation_threshold?: number | null;
  @IsOptional() @IsArray() @ArrayMaxSize(5) @ValidateNested({ each: true }) @Type(() => HeaderDto) headers?: HeaderDto[];
}

class ListQuery {
  @IsOptional() @Type(() => Number) @IsInt() page?: number;
}

@Controller('api/v4/things')
@Unaudited('made for this spec')
class ThingsController {
  @Get() @Requires('monitors.read') list(@Query() query: ListQuery): object {
    return { page: query.page ?? 1 };
  }

  @Get('whoami') @Requires() whoami(@CurrentActor() actor: Actor): object {
    return { actor: actorTag(actor), ip: actor.ip };
  }

  @Get('open') @Public({ identify: true }) open(@CurrentActor() actor: Actor): object {
    return { actor: actorTag(actor) };
  }

  @Get(':tag') @Requires('monitors.read') one(@Param('tag') tag: string): object {
    return { tag };
  }

  @Post() @Requires('monitors.write') create(@Body() body: ThingDto): object {
    return { ...body };
  }

  @Post('free') @Requires() @HttpCode(200) @OptionalBody() free(@Body() body: Record<string, unknown>): object {
    return body;
  }

  @Post('small') @Public() @BodyLimit(64) small(@Body() body: Record<string, unknown>): object {
    return body;
  }

  @Post('raw') @Public() @RawBody() raw(@Body() body: Buffer): object {
    return { bytes: body.length };
  }

  @Delete(':tag') @Requires('monitors.write') remove(@Param('tag') tag: string): object {
    return { message: tag };
  }

  @Get('fail/unexpected') @Public() fail(): never {
    throw new Error('SELECT secret FROM somewhere');
  }
}

const KEY = { authorization: 'Bearer key:*' };
const READER = { authorization: 'Bearer key:monitors.read' };

let spec: TestApp;
beforeAll(async () => {
  spec = await startTestApp({ controllers: [ThingsController], authenticator: new FakeAuthenticator() });
});
afterAll(() => spec.close());

const body = (code: string, message: string): object => ({ error: { code, message } });

describe('SEC-01 who may call a route', () => {
  it('asks strangers who they are', async () => {
    const answer = await spec.request().get('/api/v4/things').expect(401);
    expect(answer.body).toEqual(body('UNAUTHORIZED', 'Missing or invalid authorization header'));
  });

  it('says so when a key is not good', async () => {
    const answer = await spec.request().get('/api/v4/things').set('authorization', 'Bearer nonsense').expect(401);
    expect(answer.body).toEqual(body('UNAUTHORIZED', 'Invalid API key'));
  });

  it('names the permission that is missing', async () => {
    const answer = await spec.request().post('/api/v4/things').set(READER).send({ name: 'x' }).expect(403);
    expect(answer.body).toEqual(body('FORBIDDEN', 'This needs the permission monitors.write'));
  });

  it('tells the handler who it is', async () => {
    expect((await spec.request().get('/api/v4/things/whoami').set(KEY).expect(200)).body).toEqual({ actor: 'api_key:1', ip: '127.0.0.1' });
    expect((await spec.request().get('/api/v4/things/open').set('cookie', ADA_COOKIE).expect(200)).body).toEqual({ actor: 'user:1' });
    expect((await spec.request().get('/api/v4/things/open').expect(200)).body).toEqual({ actor: 'visitor' });
  });

  it('takes a stale credential on a public route for none', async () => {
    const answer = await spec.request().get('/api/v4/things/open').set('authorization', 'Bearer nonsense').expect(200);
    expect(answer.body).toEqual({ actor: 'visitor' });
  });

  it.each([
    '/api/v4/things/',
    '//api//v4/things',
    '/api/v4/%74hings',
    '/%61pi/v4/things',
    '/api/v4/./things',
    '/api/v4/things/%2e%2e/things',
    '/API/v4/things',
  ])('does not let %s past the guard', async (path) => {
    const response = await fetch(`http://127.0.0.1:${port()}${path}`, { redirect: 'manual' });
    expect([401, 404]).toContain(response.status);
  });
});

const port = (): number => (spec.app.getHttpServer().address() as { port: number }).port;

describe('SEC-63 requests a cookie vouches for', () => {
  const create = (): ReturnType<ReturnType<TestApp['request']>['post']> =>
    spec.request().post('/api/v4/things').set('cookie', ADA_COOKIE).send({ name: 'x' });

  it('pass from our own pages with the token', async () => {
    await create().set({ 'sec-fetch-site': 'same-origin', 'x-csrf-token': CSRF_TOKEN }).expect(201);
    await create().set({ origin: 'http://localhost:3000', 'x-csrf-token': CSRF_TOKEN }).expect(201);
  });

  it.each<[string, Record<string, string>]>([
    ['without any origin', { 'x-csrf-token': CSRF_TOKEN }],
    ['from another origin', { origin: 'https://evil.test', 'x-csrf-token': CSRF_TOKEN }],
    ['from a sister site', { 'sec-fetch-site': 'same-site', 'x-csrf-token': CSRF_TOKEN }],
    ['without the token', { origin: 'http://localhost:3000' }],
    ['with another token', { origin: 'http://localhost:3000', 'x-csrf-token': `${CSRF_TOKEN}x` }],
  ])('are refused %s', async (_name, headers) => {
    const answer = await create().set(headers).expect(403);
    expect(answer.body).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  it('need nothing to read', async () => {
    await spec.request().get('/api/v4/things').set('cookie', ADA_COOKIE).expect(200);
  });

  it('are judged as bearer when there is a key too', async () => {
    await create().set(KEY).expect(201);
  });
});

describe('SEC-04 the order of checks', () => {
  it('does not tell strangers which addresses exist', async () => {
    for (const path of ['/api', '/api/v4', '/api/v4/nowhere', '/api/v4/things/x/y']) await spec.request().get(path).expect(401);
  });

  it('answers an unknown address in JSON', async () => {
    const answer = await spec.request().get('/api/v4/nowhere').set(KEY).expect(404);
    expect(answer.body).toEqual(body('NOT_FOUND', 'There is no such address'));
    expect(answer.headers['content-type']).toContain('application/json');
  });

  it('answers 405 to a method that a known address does not take', async () => {
    const answer = await spec.request().put('/api/v4/things').set(KEY).expect(405);
    expect(answer.body).toEqual(body('METHOD_NOT_ALLOWED', 'PUT is not allowed here'));
    expect(answer.headers['allow']).toBe('GET, POST');
  });

  it('refuses strangers before it looks at their body', async () => {
    await spec.request().post('/api/v4/things').set('content-type', 'application/json').send('{nonsense').expect(401);
    await spec
      .request()
      .post('/api/v4/things')
      .set('content-type', 'text/plain')
      .send('x'.repeat(5 * 1024 * 1024))
      .expect(401);
  });
});

describe('bodies', () => {
  const send = (text: string, type = 'application/json'): ReturnType<ReturnType<TestApp['request']>['post']> =>
    spec.request().post('/api/v4/things').set(KEY).set('content-type', type).send(text);

  it.each([
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    'application/json; charset=latin1',
  ])('are JSON whatever %s says', async (type) => {
    const answer = await send('{"name":"x","unknown":1}', type).expect(201);
    expect(answer.body).toEqual({ name: 'x' });
  });

  it('are read without any content type', async () => {
    const answer = await fetch(`http://127.0.0.1:${port()}/api/v4/things`, {
      method: 'POST',
      headers: KEY,
      body: new Blob(['{"name":"x"}']),
    });
    expect(answer.status).toBe(201);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', '{name:1}'],
    ['an array', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['half an object', '{"name":"x"'],
  ])('of %s are “Invalid JSON body”', async (_name, text) => {
    expect((await send(text).expect(400)).body).toEqual(body('BAD_REQUEST', 'Invalid JSON body'));
  });

  it('of bytes that are no UTF-8 are refused', async () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    const answer = await fetch(`http://127.0.0.1:${port()}/api/v4/things`, { method: 'POST', headers: KEY, body: bytes });
    expect([answer.status, await answer.json()]).toEqual([400, body('BAD_REQUEST', 'Invalid JSON body')]);
  });

  it('may be left out where a route says so', async () => {
    expect((await spec.request().post('/api/v4/things/free').set(KEY).expect(200)).body).toEqual({});
  });

  it.each(['__proto__', 'constructor', 'prototype'])('SEC-13 with the key %s are refused at any depth', async (key) => {
    const answer = await send(`{"name":"x","deep":[{"er":{"${key}":{}}}]}`).expect(400);
    expect(answer.body).toEqual(body('BAD_REQUEST', `The key ${key} is not allowed`));
  });

  it('SEC-13 are bounded in depth and in number of values', async () => {
    expect((await send(`{"a":${'['.repeat(30)}${']'.repeat(30)}}`).expect(400)).body).toMatchObject({
      error: { message: expect.stringContaining('deeper') },
    });
    expect((await send('['.repeat(200_000)).expect(400)).body).toMatchObject({ error: { message: expect.stringContaining('deeper') } });
    expect((await send(`{"a":[${'0,'.repeat(20_000)}0]}`).expect(400)).body).toMatchObject({
      error: { message: expect.stringContaining('values') },
    });
  });

  it('SEC-14 are bounded in size, by route and by default', async () => {
    const answer = await send(JSON.stringify({ name: 'x'.repeat(4 * 1024 * 1024) })).expect(413);
    expect(answer.body).toMatchObject({ error: { code: 'PAYLOAD_TOO_LARGE' } });
    await spec
      .request()
      .post('/api/v4/things/small')
      .send({ a: 'x'.repeat(20) })
      .expect(201);
    await spec
      .request()
      .post('/api/v4/things/small')
      .send({ a: 'x'.repeat(200) })
      .expect(413);
  });

  it('SEC-14 are cut off while they arrive, with no length given', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024)) });
    const answer = await fetch(`http://127.0.0.1:${port()}/api/v4/things/small`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 413, // the client may see the connection go before it reads the answer
    );
    expect(answer).toBe(413);
  });

  it('stay bytes where a route wants them', async () => {
    expect((await spec.request().post('/api/v4/things/raw').send('a=b&c').expect(201)).body).toEqual({ bytes: 5 });
  });

  it('name every refused field as the wire does', async () => {
    const answer = await send(JSON.stringify({ name: '', confirmation_threshold: 61, headers: [{ key: 'a' }, { key: 1 }] })).expect(400);
    expect(answer.body).toEqual({
      error: {
        code: 'BAD_REQUEST',
        message: expect.stringContaining('name should not be empty'),
        details: [
          { field: 'name', message: 'name should not be empty' },
          { field: 'confirmation_threshold', message: 'confirmation_threshold must not be greater than 60' },
          { field: 'headers[1].key', message: expect.any(String) },
        ],
      },
    });
  });
});

describe('answers', () => {
  it('SEC-17 hide what went wrong inside, and say under which id it was logged', async () => {
    const answer = await spec.request().get('/api/v4/things/fail/unexpected').expect(500);
    expect(JSON.stringify(answer.body)).not.toContain('SELECT');
    expect(answer.body).toMatchObject({ error: { code: 'INTERNAL_ERROR', request_id: answer.headers['x-request-id'] } });
  });

  it('carry the headers every answer starts with', async () => {
    const { headers } = await spec.request().get('/api/v4/things').expect(401);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-request-id': expect.any(String) });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('treat a trailing slash as the same resource', async () => {
    expect((await spec.request().get('/api/v4/things/').set(KEY).expect(200)).body).toEqual({ page: 1 });
  });

  it('refuse an address that is malformed or too long', async () => {
    expect((await spec.request().get('/api/v4/%zz').expect(400)).body).toEqual(body('BAD_REQUEST', 'The address is malformed'));
    await spec
      .request()
      .get(`/api/v4/things?x=${'a'.repeat(9000)}`)
      .set(KEY)
      .expect(400);
  });

  it('refuse query parameters that are not what they should be', async () => {
    const answer = await spec.request().get('/api/v4/things?page=abc').set(KEY).expect(400);
    expect(answer.body).toMatchObject({ error: { details: [{ field: 'page' }] } });
  });
});
