// The two messages of grpc.health.v1.Health/Check, one field each: generated code would be a hundred times as long.

const SERVICE_FIELD = 1;
const STATUS_FIELD = 1;
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const WIRE_TYPE_BITS = 3;
const VARINT_BITS = 7;
const LONGEST_VARINT_BITS = 63;

/** `HealthCheckRequest { string service = 1 }`. An empty text is not sent. */
export function encodeHealthRequest(service: string): Buffer {
  const text = Buffer.from(service, 'utf8');
  if (text.length === 0) return text;
  return Buffer.concat([Buffer.from([(SERVICE_FIELD << WIRE_TYPE_BITS) | BYTES, ...varint(text.length)]), text]);
}

/**
 * `HealthCheckResponse { ServingStatus status = 1 }`: the status; 0 when it is not there, as proto3 has it. Fields of later versions are
 * passed over.
 * @throws RangeError for what is no such message
 */
export function decodeHealthResponse(message: Buffer): number {
  let status = 0;
  const reader = new FieldReader(message);
  while (!reader.isAtEnd) {
    const { field, wireType, value } = reader.next();
    if (field === STATUS_FIELD && wireType === VARINT) status = value;
  }
  return status;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 1 << VARINT_BITS; rest >>>= VARINT_BITS) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

class FieldReader {
  private at = 0;

  constructor(private readonly message: Buffer) {}

  get isAtEnd(): boolean {
    return this.at >= this.message.length;
  }

  next(): { field: number; wireType: number; value: number } {
    const key = this.varint();
    const wireType = key & ((1 << WIRE_TYPE_BITS) - 1);
    const field = Math.floor(key / (1 << WIRE_TYPE_BITS));
    if (wireType === VARINT) return { field, wireType, value: this.varint() };
    this.skip(wireType);
    return { field, wireType, value: 0 };
  }

  private skip(wireType: number): void {
    const lengths: Readonly<Record<number, () => number>> = { [FIXED64]: () => 8, [BYTES]: () => this.varint(), [FIXED32]: () => 4 };
    const length = lengths[wireType];
    if (length === undefined) throw new RangeError('unknown wire type');
    const count = length(); // may move `at` itself
    this.at += count;
    if (this.at > this.message.length) throw new RangeError('the message is cut off');
  }

  private varint(): number {
    let value = 0;
    for (let bits = 0; bits <= LONGEST_VARINT_BITS; bits += VARINT_BITS) {
      const byte = this.message[this.at++];
      if (byte === undefined) throw new RangeError('the message is cut off');
      value += (byte & 0x7f) * 2 ** bits;
      if (byte < 0x80) return value;
    }
    throw new RangeError('the number does not end');
  }
}
