/** Sentences that came with further languages, in Arabic. */
export const arLanguages = {
  'preferences.languageChanged': 'تغيرت اللغة إلى {language}.',
  'calendar.gregorian': 'أشهر التقويم الميلادي.',
  'badge.notFound': 'غير موجود',
  'feed.allMonitors': 'كل الخدمات المراقَبة',
} as const;
