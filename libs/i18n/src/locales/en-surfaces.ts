/** Sentences about sharing a page, following it elsewhere, and looking at it in other ways, in English. */
export const enSurfaces = {
  'share.label': 'Share and follow',
  'share.copy': 'Copy link',
  'share.copied': 'Link copied',
  'share.notCopied': 'The link could not be copied. It is {address}',
  'share.send': 'Share',
  'share.feeds': 'Feeds',
  'share.calendar': 'Subscribe to calendar',
  'share.calendarFile': 'Calendar file',
  'share.manage': 'Manage',

  'table.csv': 'Download as CSV',
  'bars.range': 'Days shown',
  'latency.1h': '1 h',
  'latency.3h': '3 h',
  'latency.6h': '6 h',
  'latency.12h': '12 h',
  'latency.48h': '48 h',
  'latency.14d': '14 d',
} as const;
