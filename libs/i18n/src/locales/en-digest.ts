/** Several messages about one thing in one. */
export const enDigest = {
  'digest.earlier': 'Much happened within a few minutes, so it comes in one message. What happened before:',
} as const;
