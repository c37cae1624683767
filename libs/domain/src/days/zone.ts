/** Longest name of a time zone that is looked at. */
const NAME_LENGTH = 64;
/** How many zones keep their formatter; each holds tens of kilobytes. */
const REMEMBERED = 64;

/** Reads the wall clock of one zone. */
export interface Zone {
  /** As the platform spells it, e.g. `Europe/Berlin`. */
  readonly name: string;
  /** Wall clock as if it were UTC, minus UTC, in seconds. */
  offsetAt(instant: number): number;
}

const zones = new Map<string, Zone>();

const format = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

const WALL_CLOCK = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

function makeZone(name: string): Zone {
  const formatter = format(name);
  // Days start where offsets are asked for again and again: the same midnights, on every rendering of a page.
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const known = offsets.get(instant);
    if (known !== undefined) return known;
    const [, month, day, year, hour, minute, second] = WALL_CLOCK.exec(formatter.format(instant * 1_000))!.map(Number);
    const offset = Date.UTC(year!, month! - 1, day, hour, minute, second) / 1_000 - instant;
    if (offsets.size >= 2_000) offsets.clear();
    offsets.set(instant, offset);
    return offset;
  };
  return { name: formatter.resolvedOptions().timeZone, offsetAt };
}

/** The zone of an IANA name or `UTC`, capitals no matter; null when there is none. Offsets such as `+02:00` are not names. */
export function findZone(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (name.length > NAME_LENGTH || !/^[a-z]/i.test(name)) return null;
  let zone: Zone;
  try {
    zone = makeZone(name);
  } catch (error) {
    if (error instanceof RangeError) return null; // how Intl says that it does not know a zone
    throw error;
  }
  if (zones.size >= REMEMBERED) zones.delete(zones.keys().next().value!);
  zones.set(name, zone);
  return zone;
}
