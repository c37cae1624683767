import autocannon from 'autocannon';

export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p99: number;
  failed: number;
  total: number;
}

/** Sends requests over keep-alive connections for so many seconds, from this process. */
export async function load(options: Parameters<typeof autocannon>[0]): Promise<Load> {
  const result = await autocannon(options);
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    failed: result.errors + result.timeouts + result.non2xx,
    total: result.requests.total,
  };
}
