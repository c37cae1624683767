/** Sentences that came with further languages, in Hungarian. */
export const huLanguages = {
  'preferences.languageChanged': 'A nyelv megváltozott: {language}.',
  'calendar.gregorian': 'A Gergely-naptár hónapjai.',
  'badge.notFound': 'Nem található',
  'feed.allMonitors': 'Minden monitor',
} as const;
