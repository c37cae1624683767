import { type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { type EgressResponse } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { SecretValues } from '../../../../platform/secrets/secret-values.js';
import { INPUT_LIMIT } from '../../evaluation/evaluations.service.js';
import { blotSecrets, secretsFor } from '../interpolate-secrets.js';
import { errorOutcome, type Probe, type ProbeDetail, type ProbedMonitor, type ProbeOutcome, reachedDetail } from '../probe.js';
import { SelfAddress } from '../self-address.js';
import { ApiJudge, type Judged } from './api-judge.js';
import { type ApiRequest, readApiRequest } from './api-request.js';
import { type Judging, readJudging } from './read-judging.js';
import { SendRequest } from './send-request.service.js';

/** A monitor may not ask for more time than this, ms. */
const LONGEST_MS = 240_000;
/** Characters of a body that a person gets to see. @see reliability SEC-24 */
const EXCERPT = 2_048;
/** Bytes of a body that a function sees, with room for what it is handed beside it. */
const FUNCTION_BODY = INPUT_LIMIT - 64;
/** One byte that is no UTF-8 becomes a character of this many. */
const REPLACEMENT_BYTES = 3;
const USER_AGENT = 'Clarion';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One HTTP request, judged by its status, by assertions and by a function. @see monitors §6.1 */
@Injectable()
export class ApiProbe implements Probe {
  readonly monitorType = 'API';

  constructor(
    private readonly requests: SendRequest,
    private readonly self: SelfAddress,
    private readonly secrets: SecretValues,
    private readonly judge: ApiJudge,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readApiRequest(typeData, {
      secrets: await secretsFor(typeData, this.secrets),
      userAgent: USER_AGENT,
      selfOrigin: this.self.origin(),
      longestMs: LONGEST_MS,
    });
    if (typeof request === 'string') return errorOutcome(request);
    const judging = readJudging(typeData);
    if (typeof judging === 'string') return errorOutcome(judging);
    const started = performance.now();
    try {
      const { response, accessToken } = await this.requests.send(request, {
        readsCertificate: judging.assertions.some(({ kind }) => kind === 'certificate'),
        signal: deadline,
      });
      const secrets = accessToken === null ? request.secrets : [...request.secrets, accessToken];
      const judged = withoutSecrets(await this.judgeResponse(request, response, judging), secrets);
      return { verdict: judged.verdict, detail: detailOf(secrets, response, judged.explanation) };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return this.failed(error, request, performance.now() - started, judging);
    }
  }

  private async judgeResponse(request: ApiRequest, response: EgressResponse, judging: Judging): Promise<Judged> {
    const { status, headers, body, timings, certificateEndsAt } = response;
    const latencyMs = Math.round(timings.totalMs);
    if (request.followsRedirects && REDIRECTS.has(status) && headers['location'] !== undefined) {
      const message = `more than ${request.maxRedirects} redirects`;
      const judged = await this.judge.failed({ message, elapsedMs: timings.totalMs, isTimeout: false }, judging);
      // There was an answer, and it took so long.
      return judging.code === null ? { verdict: { ...judged.verdict, latencyMs }, explanation: `DOWN: ${message}` } : judged;
    }
    const readsBody = judging.assertions.some(({ kind }) => kind === 'body' || kind === 'json');
    const answer = { httpStatus: status, headers, body: readsBody ? body.toString('utf8') : '', latencyMs, certificateEndsAt };
    return this.judge.answered(answer, judging.code === null ? '' : fitting(body), judging);
  }

  private async failed(error: EgressError, request: ApiRequest, elapsedMs: number, judging: Judging): Promise<ProbeOutcome> {
    const isTimeout = error.reason === 'timeout' || error.reason === 'aborted';
    const message = isTimeout ? `no answer within ${request.timeoutMs} ms: ${error.message}` : error.message;
    // What we refuse to dial is our word, not the target's: no function is asked.
    const asked = error.reason === 'refused' ? { ...judging, code: null } : judging;
    const judged = withoutSecrets(await this.judge.failed({ message, elapsedMs, isTimeout }, asked), request.secrets);
    return { verdict: judged.verdict, detail: reachedDetail(judged.explanation, error.reach, Math.round(elapsedMs)) };
  }
}

/** The body as a function sees it. */
function fitting(body: Buffer): string {
  const text = body.subarray(0, FUNCTION_BODY).toString('utf8');
  return Buffer.byteLength(text) <= FUNCTION_BODY ? text : text.slice(0, Math.floor(FUNCTION_BODY / REPLACEMENT_BYTES));
}

/** Functions and servers repeat what they were sent. */
function withoutSecrets({ verdict, explanation }: Judged, secrets: readonly string[]): Judged {
  const { errorMessage } = verdict;
  const blotted: Verdict = { ...verdict, errorMessage: errorMessage === null ? null : blotSecrets(errorMessage, secrets) };
  return { verdict: blotted, explanation: blotSecrets(explanation, secrets) };
}

function detailOf(
  secrets: readonly string[],
  { status, headers, body, timings, url, address }: EgressResponse,
  explanation: string,
): ProbeDetail {
  const isPlain = new URL(url).protocol === 'http:';
  return {
    explanation,
    timings: {
      dnsMs: timings.dnsMs,
      connectMs: timings.connectMs,
      tlsMs: isPlain ? null : timings.tlsMs,
      firstByteMs: timings.firstByteMs,
      totalMs: timings.totalMs,
    },
    address,
    http: {
      statusCode: status,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((each) => ({ name, value: blotSecrets(each, secrets) })),
      ),
      bodyExcerpt: blotSecrets(body.subarray(0, EXCERPT * 4).toString('utf8'), secrets).slice(0, EXCERPT),
    },
  };
}
