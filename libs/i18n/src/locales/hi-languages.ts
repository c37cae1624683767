/** Sentences that came with further languages, in Hindi. */
export const hiLanguages = {
  'preferences.languageChanged': 'भाषा बदलकर {language} कर दी गई।',
  'calendar.gregorian': 'ग्रेगोरियन कैलेंडर के महीने।',
  'badge.notFound': 'नहीं मिला',
  'feed.allMonitors': 'सभी मॉनिटर',
} as const;
