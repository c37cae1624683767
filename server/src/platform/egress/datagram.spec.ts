import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from '@jest/globals';
import { exchangeDatagram } from './datagram.js';

const sockets: Socket[] = [];
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((socket) => new Promise<void>((resolve) => socket.close(resolve))));
});

/** @returns a bound socket and its port */
async function bound(): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { socket, port: socket.address().port };
}
const ask = async (port: number, signal: AbortSignal = new AbortController().signal): Promise<string> =>
  (await exchangeDatagram('127.0.0.1', port, { payload: Buffer.from('ping'), accepts: (packet) => packet[0] === 0x70 }, signal)).toString();

describe('a question by UDP', () => {
  it('brings back the packet it waits for, and no other', async () => {
    const { socket, port } = await bound();
    socket.on('message', (packet, from) => {
      socket.send('nonsense', from.port, from.address);
      socket.send(`p:${packet.toString()}`, from.port, from.address);
    });
    expect(await ask(port)).toBe('p:ping');
  });

  it('hears nobody else', async () => {
    const [asked, stranger] = [await bound(), await bound()];
    asked.socket.on('message', (_, from) => {
      stranger.socket.send('p:lies', from.port, from.address, () => asked.socket.send('p:truth', from.port, from.address));
    });
    expect(await ask(asked.port)).toBe('p:truth');
  });

  it('asks again when a packet gets lost', async () => {
    const { socket, port } = await bound();
    let heard = 0;
    socket.on('message', (_, from) => {
      heard += 1;
      if (heard === 2) socket.send('pong', from.port, from.address);
    });
    expect(await ask(port)).toBe('pong');
  });

  it('says when nobody listens, and when its time is over', async () => {
    const { port } = await bound();
    await expect(ask(port, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'timeout' });
    await expect(ask(port, AbortSignal.abort())).rejects.toMatchObject({ reason: 'timeout' });
    const [closed] = sockets.splice(0);
    await new Promise<void>((resolve) => closed?.close(resolve));
    await expect(ask(port)).rejects.toMatchObject({ reason: 'connect', message: 'connection refused' });
  });
});
