const WAYS: Readonly<Record<string, string>> = {
  email: 'by e-mail',
  webhook: 'by webhook',
  slack: 'on Slack',
  discord: 'on Discord',
  teams: 'on Teams',
};

/** `1,204 subscribers: 1,130 by e-mail, 74 on Slack`. @param recipients counts by the way they are told */
export function recipientWords(recipients: Readonly<Record<string, number>>): string {
  const ways = Object.entries(recipients).filter(([, count]) => count > 0);
  const total = ways.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return 'Nobody has subscribed to this yet.';
  const each = ways.map(([way, count]) => `${count.toLocaleString()} ${WAYS[way] ?? way}`).join(', ');
  return `${total.toLocaleString()} ${total === 1 ? 'subscriber' : 'subscribers'}: ${each}.`;
}
