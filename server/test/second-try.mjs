import { jest } from '@jest/globals';

// Specs of the server wait for real databases, mail servers and clocks on whatever machine there is, as the browser's journeys do: what fails
// twice is broken. The first failure is printed.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
