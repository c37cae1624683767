/** Writes bits, most significant first. */
class Bits {
  private readonly bits: number[] = [];

  u(count: number, value: number): this {
    for (let index = count - 1; index >= 0; index--) this.bits.push(Math.floor(value / 2 ** index) % 2);
    return this;
  }

  /** Exponential Golomb code. */
  ue(value: number): this {
    const length = Math.floor(Math.log2(value + 1));
    return this.u(length, 0).u(length + 1, value + 1);
  }

  /** Ends with a one and zeros up to the byte. */
  stop(): this {
    this.u(1, 1);
    return this.align();
  }

  align(): this {
    while (this.bits.length % 8 !== 0) this.bits.push(0);
    return this;
  }

  bytes(): number[] {
    return Array.from({ length: this.bits.length / 8 }, (_, index) =>
      this.bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
    );
  }
}

/** What an arithmetic coder writes whose last bin ends it. @param low @param range as they stand before that bin @see H.265 §9.3.5 */
function terminated(bits: Bits, range: number): void {
  let low = range - 2;
  let width = 2;
  let isFirst = true;
  let outstanding = 0;
  const put = (bit: number): void => {
    if (isFirst) isFirst = false;
    else bits.u(1, bit);
    for (; outstanding > 0; outstanding--) bits.u(1, 1 - bit);
  };
  while (width < 256) {
    if (low < 256) put(0);
    else if (low >= 512) {
      low -= 512;
      put(1);
    } else {
      low -= 256;
      outstanding++;
    }
    width *= 2;
    low *= 2;
  }
  put((low >> 9) & 1);
  bits.u(2, ((low >> 7) & 3) | 1);
}

const SIDE = 16;
const profile = (bits: Bits): Bits => bits.u(2, 0).u(1, 0).u(5, 3).u(32, 0x70000000).u(4, 0b1001).u(43, 0).u(1, 0).u(8, 30);

/** A unit of the stream; zeros that would look like its end are broken up. */
function unit(type: number, payload: readonly number[]): Buffer {
  const bytes = [type << 1, 1];
  for (const byte of payload) {
    if (byte <= 3 && bytes.length > 2 && bytes.at(-1) === 0 && bytes.at(-2) === 0) bytes.push(3);
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}

const vps = unit(
  32,
  profile(new Bits().u(4, 0).u(2, 3).u(6, 0).u(3, 0).u(1, 1).u(16, 0xffff)).u(1, 1).ue(0).ue(0).ue(0).u(6, 0).ue(0).u(2, 0).stop().bytes(),
);
const sps = unit(
  33,
  profile(new Bits().u(4, 0).u(3, 0).u(1, 1))
    .ue(0) // id
    .ue(1) // 4:2:0
    .ue(SIDE)
    .ue(SIDE)
    .u(1, 0) // no window
    .ue(0) // 8 bits of luma
    .ue(0) // and of chroma
    .ue(4)
    .u(1, 1)
    .ue(0)
    .ue(0)
    .ue(0)
    .ue(1) // coding blocks of 16
    .ue(0)
    .ue(0) // transform blocks from 4
    .ue(2) // to 16
    .ue(0)
    .ue(0)
    .u(3, 0) // no scaling lists, no asymmetric parts, no offsets
    .u(1, 1) // plain samples
    .u(4, 7)
    .u(4, 7)
    .ue(1)
    .ue(0)
    .u(1, 1)
    .ue(0) // no reference pictures
    .u(5, 0)
    .stop()
    .bytes(),
);
const pps = unit(
  34,
  new Bits()
    .ue(0)
    .ue(0)
    .u(2, 0)
    .u(3, 0)
    .u(2, 0)
    .ue(0)
    .ue(0)
    .ue(0) // initial quality 26
    .u(3, 0)
    .ue(0)
    .ue(0)
    .u(4, 0)
    .u(3, 0)
    .u(1, 1) // deblocking
    .u(1, 0)
    .u(1, 1) // is off
    .u(2, 0)
    .ue(0)
    .u(2, 0)
    .stop()
    .bytes(),
);

/** One picture of one block of plain samples. */
function picture(y: number, cb: number, cr: number): Buffer {
  const head = new Bits().u(1, 1).u(1, 0).ue(0).ue(2).ue(0).stop();
  const data = new Bits();
  // The block is whole: the likelier value of a fresh context, so the range shrinks from 510 to 270 and nothing is written.
  terminated(data, 270);
  data.align();
  for (let index = 0; index < SIDE * SIDE; index++) data.u(8, y);
  for (const value of [cb, cr]) for (let index = 0; index < (SIDE * SIDE) / 4; index++) data.u(8, value);
  terminated(data, 510);
  data.align();
  return unit(19, [...head.bytes(), ...data.bytes()]);
}

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};
const fullBox = (type: string, version: number, ...parts: readonly Buffer[]): Buffer => box(type, u32(version * 2 ** 24), ...parts);

/**
 * A HEIC file as phones write it, of one colour, made without an encoder: HEVC may carry plain samples.
 * @param side that the file claims, pixels; its picture has 16
 */
export function heicFile({ y = 128, cb = 128, cr = 128, side = SIDE } = {}): Buffer {
  const slice = picture(y, cb, cr);
  const sets = [vps, sps, pps].map((set, index) => Buffer.concat([Buffer.from([0x80 | (32 + index)]), u16(1), u16(set.length), set]));
  const hvcc = box(
    'hvcC',
    Buffer.from([1, 3, 0x70, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 30, 0xf0, 0, 0xfc, 0xfd, 0xf8, 0xf8, 0, 0, 0x0f, 3]),
    ...sets,
  );
  const properties = box(
    'iprp',
    box('ipco', hvcc, fullBox('ispe', 0, u32(side), u32(side))),
    fullBox('ipma', 0, u32(1), u16(1), Buffer.from([2, 0x81, 2])),
  );
  const item = fullBox('infe', 2, u16(1), u16(0), Buffer.from('hvc1\0', 'latin1'));
  const type = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const metaAt = (offset: number): Buffer =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), Buffer.from('pict', 'latin1'), Buffer.alloc(13)),
      fullBox('pitm', 0, u16(1)),
      fullBox('iinf', 0, u16(1), item),
      fullBox('iloc', 0, Buffer.from([0x44, 0]), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(slice.length + 4)),
      properties,
    );
  const offset = type.length + metaAt(0).length + 8;
  return Buffer.concat([type, metaAt(offset), box('mdat', u32(slice.length), slice)]);
}
