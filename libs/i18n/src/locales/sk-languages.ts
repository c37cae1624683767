/** Sentences that came with further languages, in Slovak. */
export const skLanguages = {
  'preferences.languageChanged': 'Jazyk zmenený na {language}.',
  'calendar.gregorian': 'Mesiace gregoriánskeho kalendára.',
  'badge.notFound': 'Nenájdené',
  'feed.allMonitors': 'Všetky monitory',
} as const;
