/** Sentences that came with further languages, in Turkish. */
export const trLanguages = {
  'preferences.languageChanged': 'Dil {language} olarak değiştirildi.',
  'calendar.gregorian': 'Miladi takvimin ayları.',
  'badge.notFound': 'Bulunamadı',
  'feed.allMonitors': 'Tüm izleyiciler',
} as const;
