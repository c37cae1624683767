/** The embedded database cannot be started; the message is a sentence for the person at the console. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}
