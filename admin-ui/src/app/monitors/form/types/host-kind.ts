/** What a host is, in the words of the wire; the server compares `type` with what it sees in `host`. @see monitors §6.2 */
export type HostKind = 'IP4' | 'IP6' | 'DOMAIN';

export function hostKind(host: string): HostKind {
  const text = host.trim();
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return 'IP4';
  return text.includes(':') ? 'IP6' : 'DOMAIN';
}

export const HOST_KIND_WORDS = { IP4: 'IPv4 address', IP6: 'IPv6 address', DOMAIN: 'Host name' } as const satisfies Record<
  HostKind,
  string
>;

/** What was recognised, for the hint under a field; nothing while it is empty or filled in on the server. */
export const hostHint = (host: string): string => (host.trim() === '' || host.includes('$') ? '' : HOST_KIND_WORDS[hostKind(host)]);
