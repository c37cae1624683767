import { HEARTBEAT_DEFAULTS } from '@clarion/contract';
import { judgeHeartbeat } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/database/clock.js';
import { errorOutcome, type Probe, type ProbedMonitor, type ProbeOutcome } from '../probe.js';

const minutesOf = (value: unknown, fallback: number): number | null => {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
};

/** Judges a job by the age of its last signal. The signals themselves come in elsewhere. @see monitors §6.7 */
@Injectable()
export class HeartbeatProbe implements Probe {
  readonly monitorType = 'HEARTBEAT';

  constructor(private readonly clock: Clock) {}

  async run({ typeData, lastHeartbeatAt }: ProbedMonitor): Promise<ProbeOutcome> {
    const degraded = minutesOf(typeData['degradedRemainingMinutes'], HEARTBEAT_DEFAULTS.degradedRemainingMinutes);
    const down = minutesOf(typeData['downRemainingMinutes'], HEARTBEAT_DEFAULTS.downRemainingMinutes);
    if (degraded === null || down === null || down <= degraded) return errorOutcome('the limits in minutes are missing or not in order');
    const verdict = judgeHeartbeat(lastHeartbeatAt, this.clock.nowMs() / 1000, degraded, down);
    return { verdict, detail: { explanation: verdict.errorMessage ?? 'the last signal came in time', timings: null, http: null } };
  }
}
