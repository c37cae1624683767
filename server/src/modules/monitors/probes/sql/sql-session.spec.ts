import { describe, expect, it } from '@jest/globals';
import { failureOf } from './sql-session.js';

const never = (): boolean => false;

describe('why a statement came to nothing', () => {
  it.each([
    [{ code: '42P01', message: 'relation "x" does not exist' }, 'relation "x" does not exist'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'whatever' }, 'self-signed certificate'],
    // MySQL's driver puts a code of its own in the place of the one that TLS gave, and this runtime gives advice.
    [
      {
        code: 'HANDSHAKE_SSL_ERROR',
        message: 'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
      },
      'self-signed certificate',
    ],
    [{ message: '' }, 'the connection was closed'],
    [null, 'the connection was closed'],
  ])('%j reads “%s”', (cause, message) => {
    expect(failureOf(cause, never)).toMatchObject({ message, isTimeout: false });
  });
});
