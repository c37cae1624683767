/** Sentences that came with further languages, in French. */
export const frLanguages = {
  'preferences.languageChanged': 'Langue changée : {language}.',
  'calendar.gregorian': 'Mois du calendrier grégorien.',
  'badge.notFound': 'Introuvable',
  'feed.allMonitors': 'Tous les moniteurs',
} as const;
