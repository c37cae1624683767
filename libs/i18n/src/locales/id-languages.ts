/** Sentences that came with further languages, in Indonesian. */
export const idLanguages = {
  'preferences.languageChanged': 'Bahasa diganti ke {language}.',
  'calendar.gregorian': 'Bulan menurut kalender Gregorius.',
  'badge.notFound': 'Tidak ditemukan',
  'feed.allMonitors': 'Semua monitor',
} as const;
