import { describe, expect, it } from '@jest/globals';
import { Log, type LogFields } from './log.js';
import { NestLogger } from './nest-logger.js';
import { RepeatedWarning } from './repeated-warning.js';
import { withRequestId } from './request-context.js';

interface Line extends Record<string, unknown> {
  level: string;
  msg: string;
  error?: Record<string, unknown>;
}

function bench(level: 'info' | 'debug' = 'info'): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  return { log: Log.create(level, { write: (text: string) => lines.push(JSON.parse(text) as Line) }), lines };
}

describe('Log', () => {
  it('writes one JSON object a line with a time and a level in words', () => {
    const { log, lines } = bench();
    log.info('started', { port: 3000 });
    expect(lines).toEqual([{ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), port: 3000, msg: 'started' }]);
  });

  it('SEC-73 prints listed fields only, whoever passes others', () => {
    const { log, lines } = bench();
    log.info('x', { status: 200, url: '/ext/heartbeat/shop:CANARY', token: 'CANARY', __proto__: { code: 'CANARY' } } as LogFields);
    expect(JSON.stringify(lines)).not.toContain('CANARY');
    expect(lines[0]).toMatchObject({ status: 200 });
  });

  it('describes an error without its parameters and without credentials', () => {
    const { log, lines } = bench();
    const cause = Object.assign(new Error('connect postgres://ada:CANARY@db/x failed'), { code: 'ECONNREFUSED', parameters: ['CANARY'] });
    log.error('failed', { error: new Error('outer', { cause }) });
    expect(JSON.stringify(lines)).not.toContain('CANARY');
    expect(lines[0]?.error).toMatchObject({
      name: 'Error',
      message: 'outer',
      cause: { code: 'ECONNREFUSED', message: 'connect postgres://db/x failed' },
    });
  });

  it('carries the id of the request it belongs to', async () => {
    const { log, lines } = bench();
    await withRequestId('request-1', async () => {
      await Promise.resolve();
      log.info('inside');
      log.info('named', { request_id: 'request-2' });
    });
    log.info('outside');
    expect(lines.map((line) => line['request_id'])).toEqual(['request-1', 'request-2', undefined]);
  });

  it('keeps below its level', () => {
    const { log, lines } = bench();
    log.debug('x');
    new NestLogger(log).log('Mapped {/api, GET} route', 'RouterExplorer');
    expect(lines).toEqual([]);
  });

  it('takes Nest’s own lines', () => {
    const { log, lines } = bench('debug');
    const nest = new NestLogger(log);
    nest.log('Mapped', 'RouterExplorer');
    nest.error(new Error('no'), 'Injector');
    nest.warn('careful', 'a stack\nof lines');
    expect(lines.map(({ level, msg, context }) => [level, msg, context])).toEqual([
      ['debug', 'Mapped', 'RouterExplorer'],
      ['error', 'no', 'Injector'],
      ['warn', 'careful', undefined],
    ]);
  });
});

it('says the same thing once in a while, however often it happens', () => {
  const { log, lines } = bench();
  const repeated = new RepeatedWarning(log);
  for (let i = 0; i < 100; i++) repeated.warn('checks', 'worker error', { queue: 'checks' });
  repeated.warn('events', 'worker error', { queue: 'events' });
  expect(lines.map(({ queue }) => queue)).toEqual(['checks', 'events']);
});
