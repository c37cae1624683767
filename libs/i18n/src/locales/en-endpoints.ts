/** Texts of the messages that prove an address of a subscriber: webhooks, chats, notifications of a browser. Servers alone write them. */
export const enEndpoints = {
  'message.endpoint.title': 'Updates of {site} arrive here',
  'message.endpoint.text': 'This is a test message. Incidents and planned maintenance of {site} are announced here from now on.',
  'message.endpoint.link': 'Open the status page',
} as const;
