/** Texts of the messages that prove an address of a subscriber: webhooks, chats, notifications of a browser. */
export const enEndpoints = {
  'endpoint.test.title': 'Updates of {site} arrive here',
  'endpoint.test.text': 'This is a test message. Incidents and planned maintenance of {site} are announced here from now on.',
  'endpoint.test.link': 'Open the status page',
} as const;
