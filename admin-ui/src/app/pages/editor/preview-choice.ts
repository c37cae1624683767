import type { ParamMap, Params } from '@angular/router';

/** How the preview shows a page. */
export interface PreviewChoice {
  device: keyof typeof PREVIEW_WIDTHS;
  isDark: boolean;
  /** With an incident that nobody opened. */
  hasSample: boolean;
}

/** Pixels. */
export const PREVIEW_WIDTHS = { desktop: 1180, phone: 390 } as const;

/** Reads the address. */
export const readPreview = (params: ParamMap): PreviewChoice => ({
  device: params.get('device') === 'phone' ? 'phone' : 'desktop',
  isDark: params.get('dark') === '1',
  hasSample: params.get('sample') === '1',
});

/** The address of a choice: defaults are left out. */
export const writePreview = ({ device, isDark, hasSample }: PreviewChoice): Params => ({
  device: device === 'phone' ? device : null,
  dark: isDark ? '1' : null,
  sample: hasSample ? '1' : null,
});
