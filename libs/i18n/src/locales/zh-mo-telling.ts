import { zhHkTelling } from './zh-hk-telling.js';

/** Subscribing to updates, and the mails and messages that bring them, in Traditional Chinese as Macau writes it: Hong Kong's, and own words where Macau has them. */
export const zhMoTelling = {
  ...zhHkTelling,

  'message.endpoint.text': '這是一則測試訊息。今後 {site} 的事故及預定維護會在這裏公佈。',
} as const;
