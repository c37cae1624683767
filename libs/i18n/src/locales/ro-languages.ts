/** Sentences that came with further languages, in Romanian. */
export const roLanguages = {
  'preferences.languageChanged': 'Limba a fost schimbată în {language}.',
  'calendar.gregorian': 'Luni din calendarul gregorian.',
  'badge.notFound': 'Nu a fost găsit',
  'feed.allMonitors': 'Toate monitoarele',
} as const;
