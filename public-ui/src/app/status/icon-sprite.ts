import { Component, computed, inject } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';

/** What stands beside an announcement, by its type. */
const SIGNS = {
  INFO: 'M10 9v5M10 6v.1M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  WARNING: 'M10 6v5M10 14v.1M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  ERROR: 'M10 6v5M10 14v.1M6.5 2h7L18 6.5v7L13.5 18h-7L2 13.5v-7z',
};

/**
 * Shapes used all over the page, once per document. Each status has its own outline, because two of its colours look alike to one man in twelve.
 * The glyph inside is cut out in the colour of the surface. What only some pages use is on those alone.
 */
@Component({
  selector: 'app-icon-sprite',
  host: { 'aria-hidden': 'true' },
  template: `
    <svg width="0" height="0" focusable="false">
      <symbol id="i-UP" viewBox="0 0 20 20">
        <circle cx="10" cy="10" r="9" fill="currentColor" />
        <path d="m5.9 10.4 2.7 2.7 5.5-5.9" class="glyph" />
      </symbol>
      <symbol id="i-DEGRADED" viewBox="0 0 20 20">
        <path d="M8.6 2.2a1.6 1.6 0 0 1 2.8 0l7.4 13.4a1.6 1.6 0 0 1-1.4 2.4H2.6a1.6 1.6 0 0 1-1.4-2.4z" fill="currentColor" />
        <path d="M10 7v4.4M10 14.6v.1" class="glyph" />
      </symbol>
      <symbol id="i-DOWN" viewBox="0 0 20 20">
        <path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />
        <path d="m7 7 6 6m0-6-6 6" class="glyph" />
      </symbol>
      <symbol id="i-MAINTENANCE" viewBox="0 0 20 20">
        <rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor" />
        <path d="m5.8 14.2 4.6-4.6" class="glyph" />
        <path
          d="M14.7 7.2a3 3 0 0 1-4.1 2.9 3 3 0 0 1-.9-4.2 3 3 0 0 1 2.9-1.3l-1.5 1.7.5 1.5 1.6.3z"
          fill="var(--glyph)"
          stroke="var(--glyph)"
          stroke-width=".6"
          stroke-linejoin="round"
        />
      </symbol>
      <symbol id="i-NO_DATA" viewBox="0 0 20 20">
        <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3.6 2.68" />
      </symbol>
      <symbol id="i-menu" viewBox="0 0 20 20"><path d="M3 5.5h14M3 10h14M3 14.5h14" class="line" /></symbol>
      <symbol id="i-close" viewBox="0 0 20 20"><path d="m5 5 10 10M15 5 5 15" class="line" /></symbol>
      <symbol id="i-chevron" viewBox="0 0 20 20"><path d="m7.5 5 5 5-5 5" class="line" /></symbol>
      <symbol id="i-out" viewBox="0 0 20 20"><path d="M8 4H4.5v11.5H16V12M11 4h5v5M16 4l-7 7" class="line" /></symbol>
      <symbol id="i-search" viewBox="0 0 20 20">
        <path d="M13 13l4 4M8.7 14.4a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4z" class="line" />
      </symbol>
      <symbol id="i-link" viewBox="0 0 20 20">
        <path
          d="M8.3 11.7a3.2 3.2 0 0 0 4.6 0l3-3a3.2 3.2 0 0 0-4.6-4.6l-1 1M11.7 8.3a3.2 3.2 0 0 0-4.6 0l-3 3a3.2 3.2 0 0 0 4.6 4.6l1-1"
          class="line"
        />
      </symbol>
      <symbol id="i-done" viewBox="0 0 20 20"><path d="m4 10.5 4 4 8-9" class="line" /></symbol>
      <symbol id="i-share" viewBox="0 0 20 20"><path d="M10 12.5V3M6.5 6 10 2.8 13.5 6M5 9H4v8h12V9h-1" class="line" /></symbol>
      <symbol id="i-feed" viewBox="0 0 20 20"><path d="M4 4a12 12 0 0 1 12 12M4 9a7 7 0 0 1 7 7M5 14.9v.2" class="line" /></symbol>
      @if (hasBell()) {
        <symbol id="i-bell" viewBox="0 0 20 20"><path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3M10 2.5V4" class="line" /></symbol>
      }
      @if (store.site().announcement; as announcement) {
        <symbol [attr.id]="'i-' + announcement.type" viewBox="0 0 20 20"><path [attr.d]="SIGNS[announcement.type]" class="line" /></symbol>
      }
    </svg>
  `,
})
export class IconSprite {
  protected readonly SIGNS = SIGNS;
  protected readonly store = inject(SnapshotStore);
  protected readonly hasBell = computed(() => {
    const snapshot = this.store.snapshot();
    return snapshot.kind === 'page' && snapshot.eventPlacement === 'popover';
  });
}
