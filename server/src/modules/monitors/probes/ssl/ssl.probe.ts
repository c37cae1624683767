import { type X509Certificate } from 'node:crypto';
import { type TLSSocket } from 'node:tls';
import { judgeCertificate, type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/database/clock.js';
import { type Connection, Dialer } from '../../../../platform/egress/dialer.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import {
  errorOutcome,
  type Probe,
  type ProbedMonitor,
  type ProbeOutcome,
  type ProbeTimings,
  reachedDetail,
  timeoutOutcome,
} from '../probe.js';
import { elapsedMs, withinMs } from '../time-limit.js';
import { readSslRequest, type SslRequest } from './ssl-request.js';

/** For the look-up with the connection, and for the handshake. @see monitors §6.5 */
const STEP_MS = 10_000;

/** Reads the date of a certificate. Who signed it is not judged: that date is what expires. @see monitors §6.5 */
@Injectable()
export class SslProbe implements Probe {
  readonly monitorType = 'SSL';

  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
    private readonly clock: Clock,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readSslRequest(typeData);
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    try {
      const connection = await this.connect(request, withinMs(2 * STEP_MS, deadline));
      try {
        return this.judge(request, connection, elapsedMs(started));
      } finally {
        connection.socket.on('error', () => undefined).destroy();
      }
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      const { message, reach } = error;
      const tookMs = elapsedMs(started);
      return error.reason === 'timeout'
        ? timeoutOutcome(message, tookMs, reach)
        : errorOutcome(message, reachedDetail(message, reach, tookMs));
    }
  }

  private async connect({ host, port }: SslRequest, limit: AbortSignal): Promise<Connection> {
    const target = { host: this.policy.assertHost(host, port, 'monitor'), port, profile: 'monitor' } as const;
    // Whatever speaks TLS there may be asked: a mail server would refuse somebody who offers HTTP.
    return this.dialer.dial({ ...target, tls: { allowSelfSigned: true, alpn: [] } }, { connectMs: STEP_MS, tlsMs: STEP_MS }, limit);
  }

  private judge({ degradedHours, downHours }: SslRequest, { socket, timings, address }: Connection, totalMs: number): ProbeOutcome {
    const secured = socket as TLSSocket;
    const certificate = secured.getPeerX509Certificate();
    if (certificate === undefined) return errorOutcome('the server showed no certificate');
    const validity = { from: secondsOf(certificate.validFrom), until: secondsOf(certificate.validTo) };
    if (Number.isNaN(validity.from) || Number.isNaN(validity.until)) return errorOutcome('the dates of the certificate cannot be read');
    const judged = judgeCertificate(validity, this.clock.nowMs() / 1_000, degradedHours, downHours);
    const verdict: Verdict = { ...judged, latencyMs: timings.tlsMs, type: 'REALTIME' };
    const steps: ProbeTimings = { dnsMs: timings.dnsMs, connectMs: timings.connectMs, tlsMs: timings.tlsMs, firstByteMs: null, totalMs };
    const limits = `degraded at ${degradedHours} hours, down at ${downHours}`;
    const explanation = `${verdict.status}: ${describe(certificate)}; ${limits}${trustOf(secured)}`;
    return { verdict, detail: { explanation, timings: steps, address, http: null } };
  }
}

/** Unix seconds of a certificate's date, e.g. `Nov 28 10:00:00 2026 GMT`. */
const secondsOf = (date: string): number => Date.parse(date) / 1_000;

function describe({ validFrom, validTo, subject }: X509Certificate): string {
  const name = /^CN=(.+)$/m.exec(subject)?.[1];
  const day = (date: string): string => new Date(date).toISOString().replace('T', ' ').slice(0, 16);
  return `the certificate${name === undefined ? '' : ` of ${name}`} is valid from ${day(validFrom)} to ${day(validTo)} UTC`;
}

/** What a browser would say, told and not judged. */
function trustOf({ authorized, authorizationError }: TLSSocket): string {
  if (authorized) return '';
  return `. Note: browsers would not trust it (${String((authorizationError as unknown as string | undefined) ?? 'unknown reason')})`;
}
