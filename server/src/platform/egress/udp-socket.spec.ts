import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EgressPolicy } from './egress-policy.js';
import { UdpSocket } from './udp-socket.js';

const OPEN = { EGRESS_PRIVATE: 'allow', EGRESS_PRIVATE_OPERATOR: 'allow', EGRESS_ALLOW: [], EGRESS_DENY: [] } as const;
const policy = new EgressPolicy(OPEN);
const opened: { close(): void }[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});

/** Sends everything back. @returns its port */
async function echo(): Promise<number> {
  const socket: Socket = createSocket('udp4');
  opened.push(socket);
  socket.on('message', (packet, from) => socket.send(packet, from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}
const aSocket = (): UdpSocket => {
  const socket = new UdpSocket('127.0.0.1', policy, 'monitor');
  opened.push(socket);
  return socket;
};
const heard = (socket: UdpSocket): Promise<string> =>
  new Promise((resolve) => socket.listen((address, port, packet) => resolve(`${address}:${port} ${packet.toString()}`)));

describe('a UDP socket for a library', () => {
  it('sends to several places and hears them all', async () => {
    const [first, second] = [await echo(), await echo()];
    const socket = aSocket();
    const answers: string[] = [];
    const both = new Promise<void>((resolve) => {
      socket.listen((_, port) => {
        answers.push(port === first ? 'first' : 'second');
        if (answers.length === 2) resolve();
      });
    });
    await socket.send(Buffer.from('a'), '127.0.0.1', first);
    await socket.send(Buffer.from('b'), '127.0.0.1', second);
    await both;
    expect(answers.sort()).toEqual(['first', 'second']);
  });

  it('hears its own answers only, however many there are', async () => {
    const port = await echo();
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const socket = aSocket();
        const answer = heard(socket);
        await socket.send(Buffer.from(String(index)), '127.0.0.1', port);
        return answer;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => `127.0.0.1:${port} ${index}`));
  });

  it('sends nothing where nobody may go', async () => {
    const socket = aSocket();
    await expect(socket.send(Buffer.from('a'), '169.254.169.254', 53)).rejects.toMatchObject({ reason: 'refused' });
    await expect(socket.send(Buffer.from('a'), 'shop.test', 53)).rejects.toMatchObject({ reason: 'refused' });
  });

  it('is closed once, and sends nothing from then on', async () => {
    const socket = aSocket();
    socket.close();
    socket.close();
    await expect(socket.send(Buffer.from('a'), '127.0.0.1', 9)).rejects.toThrow('closed');
  });
});
