/** One server-sent event. @see WHATWG HTML, server-sent events */
export interface ServerEvent {
  name: string;
  data: string;
  id: string | null;
}

/** Cuts a stream of text into events. Feed it chunks as they come; a comment line counts as a sign of life and is reported as null. */
export const eventParser = (emit: (event: ServerEvent | null) => void): ((chunk: string) => void) => {
  let rest = '';
  let name = '';
  let data: string[] = [];
  let id: string | null = null;
  const finish = (): void => {
    if (data.length > 0) emit({ name: name || 'message', data: data.join('\n'), id });
    name = '';
    data = [];
  };
  const take = (line: string): void => {
    if (line === '') return finish();
    if (line.startsWith(':')) return emit(null);
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
  };
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
};

export interface StreamOptions {
  lastEventId: string;
  signal: AbortSignal;
  /** Called for every event, and with null for a heartbeat. */
  emit: (event: ServerEvent | null) => void;
}

/**
 * Reads a stream until it ends. `EventSource` would do less: it hides heartbeats, so a dead line looks alive, and it cannot resume after a
 * reconnect of our own.
 * @throws Error when the server answers anything but an event stream, or the line breaks
 */
export const readEventStream = async (url: string, { lastEventId, signal, emit }: StreamOptions): Promise<void> => {
  const response = await fetch(url, { headers: { accept: 'text/event-stream', 'last-event-id': lastEventId }, cache: 'no-store', signal });
  if (!response.ok || !response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new Error(`No event stream: ${response.status}`);
  }
  const feed = eventParser(emit);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    feed(value);
  }
};
