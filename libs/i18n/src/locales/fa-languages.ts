/** Sentences that came with further languages, in Persian. */
export const faLanguages = {
  'preferences.languageChanged': 'زبان به {language} تغییر کرد.',
  'calendar.gregorian': 'ماه‌های تقویم میلادی.',
  'badge.notFound': 'یافت نشد',
  'feed.allMonitors': 'همهٔ مانیتورها',
} as const;
