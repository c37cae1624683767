import type { Verdict } from '../default-status/default-status.js';
import { MINUTE } from '../time.js';

const HOUR = 60 * MINUTE;
const DAY_HOURS = 24;
const SEVERAL_DAYS_HOURS = 3 * DAY_HOURS;

/** `5 hours`, `12 days` */
const spanOf = (hours: number): string => {
  const [count, unit] = hours >= SEVERAL_DAYS_HOURS ? [Math.floor(hours / DAY_HOURS), 'day'] : [Math.floor(hours), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** From when until when a certificate is valid, Unix seconds. */
export interface CertificateValidity {
  readonly from: number;
  readonly until: number;
}

/**
 * Judges a certificate by the hours it has left: UP above `degradedHours`, DEGRADED above `downHours`, DOWN at or below that. One that is
 * not valid yet serves nobody and is DOWN.
 * @param now Unix seconds, fractions allowed
 * @param degradedHours more than `downHours`   @see monitors §6.5
 */
export function judgeCertificate(
  validity: CertificateValidity,
  now: number,
  degradedHours: number,
  downHours: number,
): Pick<Verdict, 'status' | 'errorMessage'> {
  const hoursLeft = (validity.until - now) / HOUR;
  if (hoursLeft <= 0) return { status: 'DOWN', errorMessage: `the certificate expired ${spanOf(-hoursLeft)} ago` };
  if (validity.from > now)
    return { status: 'DOWN', errorMessage: `the certificate becomes valid in ${spanOf((validity.from - now) / HOUR)}` };
  const left = `the certificate expires in ${spanOf(hoursLeft)}`;
  if (hoursLeft <= downHours) return { status: 'DOWN', errorMessage: left };
  if (hoursLeft <= degradedHours) return { status: 'DEGRADED', errorMessage: left };
  return { status: 'UP', errorMessage: null };
}
