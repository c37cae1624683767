/** Sentences that came with further languages, in Swedish. */
export const svLanguages = {
  'preferences.languageChanged': 'Språket ändrades till {language}.',
  'calendar.gregorian': 'Månader i den gregorianska kalendern.',
  'badge.notFound': 'Hittades inte',
  'feed.allMonitors': 'Alla monitorer',
} as const;
