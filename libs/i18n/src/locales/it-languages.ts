/** Sentences that came with further languages, in Italian. */
export const itLanguages = {
  'preferences.languageChanged': 'Lingua cambiata in {language}.',
  'calendar.gregorian': 'Mesi del calendario gregoriano.',
  'badge.notFound': 'Non trovato',
  'feed.allMonitors': 'Tutti i monitor',
} as const;
