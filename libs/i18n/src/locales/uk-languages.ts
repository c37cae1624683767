/** Sentences that came with further languages, in Ukrainian. */
export const ukLanguages = {
  'preferences.languageChanged': 'Мову змінено: {language}.',
  'calendar.gregorian': 'Місяці григоріанського календаря.',
  'badge.notFound': 'Не знайдено',
  'feed.allMonitors': 'Усі монітори',
} as const;
