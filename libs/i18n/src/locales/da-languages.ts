/** Sentences that came with further languages, in Danish. */
export const daLanguages = {
  'preferences.languageChanged': 'Sproget er ændret til {language}.',
  'calendar.gregorian': 'Måneder i den gregorianske kalender.',
  'badge.notFound': 'Ikke fundet',
  'feed.allMonitors': 'Alle monitorer',
} as const;
