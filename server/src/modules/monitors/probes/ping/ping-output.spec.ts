import { describe, expect, it } from '@jest/globals';
import { readPingOutput } from './ping-output.js';

const IPUTILS = `PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.045 ms
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.051 ms (DUP!)
64 bytes from 127.0.0.1: icmp_seq=3 ttl=64 time=12 ms

--- 127.0.0.1 ping statistics ---
3 packets transmitted, 2 received, +1 duplicates, 33.3333% packet loss, time 2030ms
rtt min/avg/max/mdev = 0.045/4.032/12.000/5.634 ms
`;
const BUSYBOX = `PING ::1 (::1): 56 data bytes
64 bytes from ::1: seq=0 ttl=64 time=0.103 ms

--- ::1 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = 0.103/0.103/0.103 ms
`;
const BSD = `PING6(56=40+8+8 bytes) ::1 --> ::1
16 bytes from ::1, icmp_seq=0 hlim=64 time=0.069 ms

--- ::1 ping6 statistics ---
1 packets transmitted, 1 packets received, 0.0% packet loss
`;
const SILENT = `PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.

--- 192.0.2.1 ping statistics ---
3 packets transmitted, 0 received, 100% packet loss, time 2030ms
`;
const UNREACHABLE = `PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.
From 10.0.0.1 icmp_seq=1 Destination Host Unreachable

--- 10.0.0.9 ping statistics ---
3 packets transmitted, 0 received, +1 errors, 100% packet loss, time 2030ms
`;

describe('what ping prints', () => {
  it.each<[string, string, string, number[], string | null]>([
    ['iputils', IPUTILS, '', [0.045, 12], null],
    ['BusyBox', BUSYBOX, '', [0.103], null],
    ['the BSDs', BSD, '', [0.069], null],
    ['silence', SILENT, '', [], null],
    ['an unreachable host', UNREACHABLE, '', [], null],
    ['no rights', '', 'ping: socktype: SOCK_RAW\nping: socket: Operation not permitted', [], 'this machine does not let us send pings'],
    ['no rights in a container', '', 'ping: lacking privilege for icmp socket.', [], 'this machine does not let us send pings'],
    ['BusyBox without rights', '', 'ping: permission denied (are you root?)', [], 'this machine does not let us send pings'],
    ['no way there', '', 'ping: connect: Network is unreachable', [], 'network unreachable'],
    ['no IPv6', '', 'ping: socket: Address family not supported by protocol', [], 'network unreachable'],
    ['a way of calling it does not know', '', "ping: invalid option -- 'W'\nUsage: ping …", [], 'the ping program of this machine failed'],
    ['nothing', '', '', [], 'the ping program of this machine failed'],
  ])('%s', (_, stdout, stderr, latencies, reason) => {
    expect(readPingOutput(stdout, stderr, false)).toEqual({ latencies, reason });
  });

  it('is what came until its time was over', () => {
    expect(readPingOutput(IPUTILS.split('\n').slice(0, 2).join('\n'), '', true)).toEqual({ latencies: [0.045], reason: null });
    expect(readPingOutput('PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n', '', true)).toEqual({ latencies: [], reason: null });
  });
});
