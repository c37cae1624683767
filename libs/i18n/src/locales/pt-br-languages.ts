/** Sentences that came with further languages, in Brazilian Portuguese. */
export const ptBrLanguages = {
  'preferences.languageChanged': 'Idioma alterado para {language}.',
  'calendar.gregorian': 'Meses do calendário gregoriano.',
  'badge.notFound': 'Não encontrado',
  'feed.allMonitors': 'Todos os monitores',
} as const;
