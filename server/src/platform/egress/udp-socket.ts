import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { type EgressPolicy, type EgressProfile } from './egress-policy.js';

/** Hears of a packet. */
export type PacketListener = (fromAddress: string, fromPort: number, packet: Buffer) => void;

/**
 * A UDP socket for a library that asks several ports of one address. Every place is looked at before something is sent there, and the
 * socket's own port is shared with nobody: a shared one would hear somebody else's answers.
 */
export class UdpSocket {
  private readonly listeners = new Set<PacketListener>();
  private readonly socket: Socket;
  private isClosed = false;

  /** @param address literal of the host, for its family */
  constructor(
    address: string,
    private readonly policy: EgressPolicy,
    private readonly profile: EgressProfile,
  ) {
    this.socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    this.socket.on('message', (packet, from) => {
      for (const listener of this.listeners) listener(from.address, from.port, packet);
    });
    // What cannot be sent is told to the sender; what else may go wrong ends in silence, as with any lost packet.
    this.socket.on('error', () => undefined);
  }

  /** @throws EgressError for a place that may not be reached, Error for a packet that cannot be sent */
  async send(packet: Uint8Array, address: string, port: number): Promise<void> {
    this.policy.assertAddress(address, port, this.profile);
    if (this.isClosed) throw new Error('the socket is closed');
    await new Promise<void>((resolve, reject) => {
      this.socket.send(packet, port, address, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  listen(listener: PacketListener): void {
    this.listeners.add(listener);
  }

  unlisten(listener: PacketListener): void {
    this.listeners.delete(listener);
  }

  close(): void {
    this.listeners.clear();
    if (!this.isClosed) this.socket.close();
    this.isClosed = true;
  }
}
