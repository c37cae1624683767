import { noneVerdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type Probe, type ProbedMonitor, type ProbeOutcome } from '../probe.js';

/** A monitor that nobody checks: it repeats what was written by hand, or has nothing to report. @see monitors §6.11 */
@Injectable()
export class NoneProbe implements Probe {
  readonly monitorType = 'NONE';

  async run({ typeData, newestManual }: ProbedMonitor): Promise<ProbeOutcome> {
    return { verdict: noneVerdict(newestManual, repeatsManual(typeData)), detail: null };
  }
}

/** `overrideWithLastKnownStatus` */
export const repeatsManual = (typeData: Readonly<Record<string, unknown>>): boolean => typeData['overrideWithLastKnownStatus'] === true;
