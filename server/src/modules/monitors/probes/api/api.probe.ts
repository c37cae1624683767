import { judgeHttpStatus, type Verdict } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../../platform/config/config.js';
import { EgressClient, type EgressResponse } from '../../../../platform/egress/egress-client.js';
import { EgressError } from '../../../../platform/egress/egress-error.js';
import { blotSecrets } from '../interpolate-secrets.js';
import { errorOutcome, type Probe, type ProbeDetail, type ProbedMonitor, type ProbeOutcome } from '../probe.js';
import { SelfAddress } from '../self-address.js';
import { type ApiRequest, readApiRequest } from './api-request.js';

/** A monitor may not ask for more time than this, ms. */
const LONGEST_MS = 240_000;
/** Characters of a body that a person gets to see. @see reliability SEC-24 */
const EXCERPT = 2_048;
const USER_AGENT = 'Clarion';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Said with every result of a monitor that has its own function, so that nobody takes our verdict for its. */
const NOT_EVALUATED = 'custom evaluation is not run yet, judged by the HTTP status';

/** One HTTP request, judged by its status. @see monitors §6.1 */
@Injectable()
export class ApiProbe implements Probe {
  readonly monitorType = 'API';

  constructor(
    private readonly egress: EgressClient,
    private readonly self: SelfAddress,
    private readonly config: Config,
  ) {}

  async run({ typeData }: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
    const request = readApiRequest(typeData, {
      secrets: this.config.secretVariables,
      userAgent: USER_AGENT,
      selfOrigin: this.self.origin(),
      longestMs: LONGEST_MS,
    });
    if (typeof request === 'string') return errorOutcome(request);
    const started = performance.now();
    try {
      const response = await this.egress.request({
        url: request.url,
        profile: 'monitor',
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        timeoutMs: request.timeoutMs,
        maxRedirects: request.followsRedirects ? request.maxRedirects : 0,
        tls: { allowSelfSigned: !request.verifyTls },
        signal: deadline,
      });
      const verdict = judge(request, response, hasEval(typeData));
      return { verdict, detail: detailOf(request, response, verdict) };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return failed(error, request, performance.now() - started);
    }
  }
}

const hasEval = (typeData: ProbedMonitor['typeData']): boolean => typeof typeData['eval'] === 'string' && typeData['eval'].trim() !== '';

function judge(request: ApiRequest, { status, headers, timings }: EgressResponse, isCustom: boolean): Verdict {
  const latencyMs = Math.round(timings.totalMs);
  if (request.followsRedirects && REDIRECTS.has(status) && headers['location'] !== undefined) {
    return { status: 'DOWN', latencyMs, type: 'ERROR', errorMessage: `more than ${request.maxRedirects} redirects` };
  }
  const { status: verdict, errorMessage } = judgeHttpStatus(status);
  const notes = [errorMessage, isCustom ? NOT_EVALUATED : null].filter((note) => note !== null);
  return { status: verdict, latencyMs, type: 'REALTIME', errorMessage: notes.length === 0 ? null : notes.join('; ') };
}

function failed(error: EgressError, request: ApiRequest, elapsedMs: number): ProbeOutcome {
  const isTimeout = error.reason === 'timeout' || error.reason === 'aborted';
  const message = blotSecrets(isTimeout ? `no answer within ${request.timeoutMs} ms: ${error.message}` : error.message, request.secrets);
  const detail: ProbeDetail = {
    explanation: message,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: Math.round(elapsedMs) },
    http: null,
  };
  if (!isTimeout) return errorOutcome(message, detail);
  return { verdict: { status: 'DOWN', latencyMs: Math.round(elapsedMs), type: 'TIMEOUT', errorMessage: message }, detail };
}

function detailOf(request: ApiRequest, { status, headers, body, timings, url }: EgressResponse, verdict: Verdict): ProbeDetail {
  const isPlain = new URL(url).protocol === 'http:';
  return {
    explanation: explain(status, verdict),
    timings: {
      dnsMs: timings.dnsMs,
      connectMs: timings.connectMs,
      tlsMs: isPlain ? null : timings.tlsMs,
      firstByteMs: timings.firstByteMs,
      totalMs: timings.totalMs,
    },
    http: {
      statusCode: status,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((each) => ({ name, value: blotSecrets(each, request.secrets) })),
      ),
      bodyExcerpt: blotSecrets(body.subarray(0, EXCERPT * 4).toString('utf8'), request.secrets).slice(0, EXCERPT),
    },
  };
}

function explain(status: number, verdict: Verdict): string {
  const rule = `429 and 200–399 count as up`;
  if (verdict.type === 'ERROR') return `DOWN: ${verdict.errorMessage ?? ''}`;
  const custom = verdict.errorMessage?.includes(NOT_EVALUATED) === true ? `. Note: ${NOT_EVALUATED}` : '';
  return `${verdict.status}: the server answered ${status}; ${rule}${custom}`;
}
