/** So many messages about one thing, to one recipient of a channel, go out one by one within a window. */
export const DIGEST_AFTER = 3;
/** What is more waits until so long after the first of them, ms. */
export const DIGEST_WINDOW_MS = 600_000;

/** What is known of a message whose turn has come, and of the others about the same thing to the same recipient. */
export interface DigestFacts {
  /** How long ago the last ones were delivered, ms, the newest first; `DIGEST_AFTER` of them are enough. */
  readonly deliveredAgo: readonly number[];
  /** It was kept back before. */
  readonly hasWaited: boolean;
  /** A newer one waits behind it. */
  readonly hasNewer: boolean;
  /** It was tried before: the receiver may have it, and gets it again under its id. */
  readonly wasTried: boolean;
}

/** `gather`: it becomes a line of the newest one that waits. */
export type DigestStep = { readonly do: 'send' } | { readonly do: 'wait'; readonly ms: number } | { readonly do: 'gather' };

/**
 * Whether a message goes out by itself, waits for the end of its window, or becomes a line of a newer one. The newest is never gathered, so the
 * last state is always told, at most one window late. @param windowMs other than the usual, in tests
 */
export function digestStep({ deliveredAgo, hasWaited, hasNewer, wasTried }: DigestFacts, windowMs = DIGEST_WINDOW_MS): DigestStep {
  if (wasTried) return { do: 'send' };
  if (hasWaited && hasNewer) return { do: 'gather' };
  const first = deliveredAgo[DIGEST_AFTER - 1];
  return first === undefined || first >= windowMs ? { do: 'send' } : { do: 'wait', ms: windowMs - first };
}
