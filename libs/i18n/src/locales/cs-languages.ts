/** Sentences that came with further languages, in Czech. */
export const csLanguages = {
  'preferences.languageChanged': 'Jazyk změněn na {language}.',
  'calendar.gregorian': 'Měsíce gregoriánského kalendáře.',
  'badge.notFound': 'Nenalezeno',
  'feed.allMonitors': 'Všechny monitory',
} as const;
