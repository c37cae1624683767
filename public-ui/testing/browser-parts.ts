const nothing = (): void => undefined;

/** Watches whether something comes into view. Nothing is laid out here, so nothing ever does. */
class NothingInView implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds: readonly number[] = [];
  readonly observe = nothing;
  readonly unobserve = nothing;
  readonly disconnect = nothing;
  readonly takeRecords = (): IntersectionObserverEntry[] => [];
}

globalThis.IntersectionObserver = NothingInView;
