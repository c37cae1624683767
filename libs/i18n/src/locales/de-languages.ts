/** Sentences that came with further languages, in German. */
export const deLanguages = {
  'preferences.languageChanged': 'Sprache geändert zu {language}.',
  'calendar.gregorian': 'Monate des gregorianischen Kalenders.',
  'badge.notFound': 'Nicht gefunden',
  'feed.allMonitors': 'Alle Monitore',
} as const;
