/** Sentences that came with further languages, in Hebrew. */
export const heLanguages = {
  'preferences.languageChanged': 'השפה הוחלפה ל{language}.',
  'calendar.gregorian': 'חודשי הלוח הגרגוריאני.',
  'badge.notFound': 'לא נמצא',
  'feed.allMonitors': 'כל המוניטורים',
} as const;
