/** The words that lead to a subscription, in English. What is said there is loaded with it. @see en-subscribe */
export const enFollow = {
  'nav.subscribe': 'Subscribe',
  'monitor.subscribe': 'Subscribe to this',
} as const;
