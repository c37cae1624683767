/** Sentences that came with further languages, in Russian. */
export const ruLanguages = {
  'preferences.languageChanged': 'Язык изменён: {language}.',
  'calendar.gregorian': 'Месяцы григорианского календаря.',
  'badge.notFound': 'Не найдено',
  'feed.allMonitors': 'Все мониторы',
} as const;
