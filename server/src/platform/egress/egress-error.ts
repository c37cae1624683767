/** Why nothing, or nothing whole, came back. */
export type EgressReason =
  /** We do not dial this: scheme, name, address, port, header. */
  | 'refused'
  /** No name, or no answer from the name server. */
  | 'dns'
  | 'connect'
  | 'tls'
  /** A deadline of ours passed; `phase` says in what. */
  | 'timeout'
  | 'redirects'
  /** What answered does not speak HTTP, or stopped half-way. */
  | 'protocol'
  | 'aborted';

export type EgressPhase = 'dns' | 'connect' | 'tls' | 'first byte' | 'body' | 'total';

/** How far a connection came, filled in as it goes on: who waited in vain can still say for what. Milliseconds; null = not come so far. */
export interface Reach {
  /** The address that was dialled, once it was allowed. */
  address: string | null;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
}

export const nowhereYet = (): Reach => ({ address: null, dnsMs: null, connectMs: null, tlsMs: null });

/** An outbound call failed. The message may be shown to people; it names the target's fault and nothing of ours. */
export class EgressError extends Error {
  override readonly name = 'EgressError';
  /** How far the call had come; null = nobody kept count. */
  reach: Reach | null = null;
  constructor(
    readonly reason: EgressReason,
    message: string,
    readonly phase?: EgressPhase,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One sentence for everything we refuse by address: which address it was is nobody's business. */
export const addressNotAllowed = (): EgressError => new EgressError('refused', 'address not allowed');
