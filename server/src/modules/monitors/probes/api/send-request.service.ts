import { Injectable } from '@nestjs/common';
import { type EgressTls } from '../../../../platform/egress/dialer.js';
import { EgressClient, type EgressRequest, type EgressResponse } from '../../../../platform/egress/egress-client.js';
import { AccessTokens } from './access-tokens.service.js';
import { type ApiRequest } from './api-request.js';
import { authorizationOf, proxyOf } from './read-auth.js';

export interface SentRequest {
  readonly response: EgressResponse;
  /** An access token that went with it, for blotting it out; null = none. */
  readonly accessToken: string | null;
}

export interface SendOptions {
  readonly readsCertificate: boolean;
  readonly signal: AbortSignal;
}

const UNAUTHORIZED = 401;

/** Sends the request of an API monitor, with whatever shows who we are. */
@Injectable()
export class SendRequest {
  constructor(
    private readonly egress: EgressClient,
    private readonly tokens: AccessTokens,
  ) {}

  /** Fetching an access token counts towards the monitor's timeout. @throws EgressError */
  async send(request: ApiRequest, options: SendOptions): Promise<SentRequest> {
    const { auth } = request;
    if (auth.kind !== 'oauth2_client_credentials') {
      return { response: await this.request(request, authorizationOf(auth), request.timeoutMs, options), accessToken: null };
    }
    const until = performance.now() + request.timeoutMs;
    const left = (): number => Math.max(1, Math.round(until - performance.now()));
    const attempt = async (): Promise<{ sent: SentRequest; isKept: boolean }> => {
      const { value, isKept } = await this.tokens.get(auth, { timeoutMs: left(), signal: options.signal, ...throughProxy(request) });
      const response = await this.request(request, `Bearer ${value}`, left(), options);
      if (response.status === UNAUTHORIZED) this.tokens.forget(auth);
      return { sent: { response, accessToken: value }, isKept };
    };
    const first = await attempt();
    // A token that was kept may have been revoked; a new one that is refused is the answer.
    return first.isKept && first.sent.response.status === UNAUTHORIZED ? (await attempt()).sent : first.sent;
  }

  private request(request: ApiRequest, authorization: string | null, timeoutMs: number, options: SendOptions): Promise<EgressResponse> {
    const headers = authorization === null ? request.headers : request.headers.filter(([name]) => name !== 'authorization');
    return this.egress.request({
      url: request.url,
      profile: 'monitor',
      method: request.method,
      headers: authorization === null ? headers : [...headers, ['authorization', authorization]],
      ...(request.body === undefined ? {} : { body: request.body }),
      timeoutMs,
      maxRedirects: request.followsRedirects ? request.maxRedirects : 0,
      ...(request.redirectOrigins === null ? {} : { redirectOrigins: request.redirectOrigins }),
      tls: tlsOf(request),
      ...throughProxy(request),
      ...options,
    });
  }
}

const throughProxy = ({ proxy }: ApiRequest): Pick<EgressRequest, 'proxy'> => (proxy === null ? {} : { proxy: proxyOf(proxy) });

function tlsOf({ auth, verifyTls }: ApiRequest): EgressTls {
  const allowSelfSigned = !verifyTls;
  if (auth.kind !== 'mtls') return { allowSelfSigned };
  return { allowSelfSigned, cert: auth.certificate, key: auth.key, ...(auth.ca === undefined ? {} : { ca: auth.ca }) };
}
