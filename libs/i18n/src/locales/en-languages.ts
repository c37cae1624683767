/** Sentences that came with further languages, in English. */
export const enLanguages = {
  'preferences.languageChanged': 'Language changed to {language}.',
  'calendar.gregorian': 'Months of the Gregorian calendar.',
  'badge.notFound': 'Not Found',
  'feed.allMonitors': 'All monitors',
} as const;
