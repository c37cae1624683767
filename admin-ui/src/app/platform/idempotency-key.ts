/** Names one attempt to create something. Works without a secure context, which `crypto.randomUUID` does not. */
export function idempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
