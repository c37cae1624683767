import { Injectable } from '@nestjs/common';
import { EgressError } from '../../../platform/egress/egress-error.js';
import { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { checkHeaders } from '../../../platform/egress/request-headers.js';
import { type Targets } from './member-rules.js';

/** No service of ours listens there, so it stands for a port that is not known yet. */
const ANY_PORT = 0;

/** Asks the one policy that also guards the dialling, so that saving and checking agree. */
@Injectable()
export class EgressTargets implements Targets {
  constructor(private readonly policy: EgressPolicy) {}

  refusedUrl(url: string): string | null {
    return refusal(() => this.policy.assertUrl(new URL(url), 'monitor'));
  }

  refusedHost(host: string): string | null {
    return refusal(() => this.policy.assertHost(host, ANY_PORT, 'monitor'));
  }

  refusedHeader(name: string, value: string): string | null {
    return refusal(() => checkHeaders([[name, value]]));
  }
}

function refusal(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof EgressError) return error.message;
    throw error;
  }
}
