import { recipientWords } from '../incidents/fields/recipient-words.js';

/** Who hears of a change at once. Nobody may be for want of subscribers, or because nothing of it is told yet. */
export const toldWords = (recipients: Readonly<Record<string, number>>): string =>
  Object.values(recipients).every((count) => count === 0) ? 'nobody.' : recipientWords(recipients);
