/** Sentences that came with further languages, in Norwegian. */
export const nbLanguages = {
  'preferences.languageChanged': 'Språket er endret til {language}.',
  'calendar.gregorian': 'Måneder i den gregorianske kalenderen.',
  'badge.notFound': 'Ikke funnet',
  'feed.allMonitors': 'Alle monitorer',
} as const;
