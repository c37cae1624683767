import { expect, it } from '@jest/globals';
import { judgeHttpStatus } from './api-verdict.js';

it.each([200, 204, 301, 399, 429])('%i is UP', (code) => {
  expect(judgeHttpStatus(code)).toEqual({ status: 'UP', errorMessage: null });
});

it.each([101, 199, 400, 404, 428, 430, 500, 503])('%i is DOWN and named', (code) => {
  expect(judgeHttpStatus(code)).toEqual({ status: 'DOWN', errorMessage: `HTTP ${code}` });
});
