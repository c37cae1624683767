/** Sentences that came with further languages, in Finnish. */
export const fiLanguages = {
  'preferences.languageChanged': 'Kieleksi vaihdettiin {language}.',
  'calendar.gregorian': 'Gregoriaanisen kalenterin kuukaudet.',
  'badge.notFound': 'Ei löytynyt',
  'feed.allMonitors': 'Kaikki valvontakohteet',
} as const;
