/** One value that a function of somebody's own gets. */
export interface EvalArgument {
  name: string;
  words: string;
}

/** What a person must know to write the function of one type. @see monitors §5 */
export interface EvalDocs {
  /** What counts without a function. */
  builtIn: string;
  arguments: readonly EvalArgument[];
  example: string;
}

export const API_EVAL: EvalDocs = {
  builtIn: 'Operational when the answer is 200–399 or 429, unless an assertion names other statuses.',
  arguments: [
    { name: 'statusCode', words: 'HTTP status as a number; 500 when no connection came about.' },
    { name: 'responseTime', words: 'Milliseconds, the whole request with its redirects.' },
    { name: 'responseRaw', words: 'Body of the answer as text, at most 2 MiB, or the text of the connection error.' },
    { name: 'modules', words: 'modules.cheerio reads HTML: const $ = modules.cheerio.load(responseRaw).' },
  ],
  example: `(async function (statusCode, responseTime, responseRaw, modules) {
  if (statusCode !== 200) return { status: 'DOWN', latency: responseTime };
  const { queue } = JSON.parse(responseRaw);
  return { status: queue.waiting > 100 ? 'DEGRADED' : 'UP', latency: responseTime };
})`,
};

export const PING_EVAL: EvalDocs = {
  builtIn: 'Operational when every host replies, down otherwise. The response time is the mean of all hosts.',
  arguments: [
    {
      name: 'arrayOfPings',
      words: 'One object per host: { alive, min, max, avg, latencies, latency, host, type }; times in milliseconds.',
    },
  ],
  example: `(async function (arrayOfPings) {
  const alive = arrayOfPings.filter((ping) => ping.alive);
  const latency = alive.reduce((sum, ping) => sum + ping.latency, 0) / Math.max(alive.length, 1);
  if (alive.length === 0) return { status: 'DOWN', latency: 0 };
  return { status: alive.length < arrayOfPings.length ? 'DEGRADED' : 'UP', latency };
})`,
};

export const TCP_EVAL: EvalDocs = {
  builtIn: 'Operational when every port is open, down otherwise. The response time is the mean of all hosts.',
  arguments: [
    {
      name: 'arrayOfPings',
      words:
        "One object per host: { status, latency, host, port, type }; status is 'open', 'timeout' or 'error', latency in milliseconds. With an assertion on what the port says, or something sent first, also banner.",
    },
  ],
  example: `(async function (arrayOfPings) {
  const open = arrayOfPings.filter((ping) => ping.status === 'open');
  const latency = open.reduce((sum, ping) => sum + ping.latency, 0) / Math.max(open.length, 1);
  if (open.length === 0) return { status: 'DOWN', latency: 0 };
  return { status: open.length < arrayOfPings.length ? 'DEGRADED' : 'UP', latency };
})`,
};

export const GAMEDIG_EVAL: EvalDocs = {
  builtIn: 'Operational when the server answers. The response time is the ping it reports.',
  arguments: [
    { name: 'responseTime', words: 'Milliseconds, the ping that the game server reports.' },
    { name: 'responseRaw', words: 'What the server tells: { name, map, numplayers, maxplayers, players, bots, … }.' },
  ],
  example: `(async function (responseTime, responseRaw) {
  const isFull = responseRaw.numplayers >= responseRaw.maxplayers;
  return { status: isFull ? 'DEGRADED' : 'UP', latency: responseTime };
})`,
};
