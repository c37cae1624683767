import { type TestTimingsDto } from './dto/monitor-actions.dto.js';
import { type ProbeTimings } from './probes/probe.js';

/** Timings of a check as the API spells them. */
export const toTimingsDto = (timings: ProbeTimings | null): TestTimingsDto | null =>
  timings && {
    dns_ms: timings.dnsMs,
    connect_ms: timings.connectMs,
    tls_ms: timings.tlsMs,
    first_byte_ms: timings.firstByteMs,
    total_ms: timings.totalMs,
  };
