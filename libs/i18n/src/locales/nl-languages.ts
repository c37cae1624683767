/** Sentences that came with further languages, in Dutch. */
export const nlLanguages = {
  'preferences.languageChanged': 'Taal gewijzigd in {language}.',
  'calendar.gregorian': 'Maanden van de gregoriaanse kalender.',
  'badge.notFound': 'Niet gevonden',
  'feed.allMonitors': 'Alle monitors',
} as const;
