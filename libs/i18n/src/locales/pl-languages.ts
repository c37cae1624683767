/** Sentences that came with further languages, in Polish. */
export const plLanguages = {
  'preferences.languageChanged': 'Zmieniono język na {language}.',
  'calendar.gregorian': 'Miesiące kalendarza gregoriańskiego.',
  'badge.notFound': 'Nie znaleziono',
  'feed.allMonitors': 'Wszystkie monitory',
} as const;
