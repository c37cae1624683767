import { expect, it } from '@jest/globals';
import { judgeServing } from './grpc-verdict.js';

it.each([
  [0, 'DEGRADED', 'serving status UNKNOWN'],
  [1, 'UP', null],
  [2, 'DOWN', 'serving status NOT_SERVING'],
  [3, 'DEGRADED', 'serving status SERVICE_UNKNOWN'],
  [17, 'DEGRADED', 'serving status 17'],
])('judges serving status %i as %s', (number, status, errorMessage) => {
  expect(judgeServing(number)).toEqual({ status, errorMessage });
});
