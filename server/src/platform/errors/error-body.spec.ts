import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException, PayloadTooLargeException, ServiceUnavailableException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { AppError, invalidField, notFound } from './app-error.js';
import { toErrorAnswer } from './error-body.js';

const fromDatabase = (code: string): QueryFailedError =>
  new QueryFailedError('SELECT CANARY', ['CANARY'], Object.assign(new Error('CANARY'), { code }));

describe('toErrorAnswer', () => {
  it('turns what was thrown on purpose into the contract’s body', () => {
    expect(toErrorAnswer(notFound('Monitor “x”'), 'r')).toEqual({
      status: 404,
      body: { error: { code: 'NOT_FOUND', message: 'Monitor “x” not found' } },
      headers: {},
      isUnexpected: false,
    });
    expect(toErrorAnswer(invalidField('cron', 'cron is no cron expression'), 'r').body).toEqual({
      error: {
        code: 'BAD_REQUEST',
        message: 'cron is no cron expression',
        details: [{ field: 'cron', message: 'cron is no cron expression' }],
      },
    });
    expect(toErrorAnswer(new AppError('RATE_LIMITED', 'Slow down', { retryAfter: 1.2 }))).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
    });
  });

  it.each([
    [new NotFoundException('Cannot GET /x'), 404, 'NOT_FOUND'],
    [new BadRequestException(), 400, 'BAD_REQUEST'],
    [new PayloadTooLargeException(), 413, 'PAYLOAD_TOO_LARGE'],
    [new ServiceUnavailableException(), 503, 'UNAVAILABLE'],
    [Object.assign(new Error('x'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }), 400, 'BAD_REQUEST'],
    [Object.assign(new Error('x'), { statusCode: 418 }), 500, 'INTERNAL_ERROR'],
    [new Error('x'), 500, 'INTERNAL_ERROR'],
    ['a text', 500, 'INTERNAL_ERROR'],
    [undefined, 500, 'INTERNAL_ERROR'],
  ])('%# maps %s', (error, status, code) => {
    expect(toErrorAnswer(error)).toMatchObject({ status, body: { error: { code } } });
  });

  it.each([
    ['57P01', 503],
    ['57P03', 503],
    ['53300', 503],
    ['25006', 503],
    ['57014', 503],
    ['55P03', 503],
    ['08006', 503],
    ['53100', 507],
    ['22021', 400],
    ['22P05', 400],
    ['22003', 400],
    ['23505', 500],
    ['42P01', 500],
  ])('SEC-17 tells nothing of SQLSTATE %s but what it means for the client', (code, status) => {
    const answer = toErrorAnswer(fromDatabase(code), 'request-1');
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain('CANARY');
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated unexpectedly'),
    new Error('wrapped', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
  ])('REL-07 answers 503 while the database is away: %s', (error) => {
    expect(toErrorAnswer(error)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
  });

  it('names the request only for faults of ours, so that nothing tells hidden from absent', () => {
    expect(toErrorAnswer(new Error('x'), 'r').body.error.request_id).toBe('r');
    expect(toErrorAnswer(notFound('Page'), 'r').body.error).not.toHaveProperty('request_id');
  });
});
