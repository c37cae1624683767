/** Sentences that came with further languages, in Spanish. */
export const esLanguages = {
  'preferences.languageChanged': 'Idioma cambiado a {language}.',
  'calendar.gregorian': 'Meses del calendario gregoriano.',
  'badge.notFound': 'No encontrado',
  'feed.allMonitors': 'Todos los monitores',
} as const;
