/** Sentences that came with further languages, in traditional Chinese of Taiwan. */
export const zhTwLanguages = {
  'preferences.languageChanged': '語言已切換為{language}。',
  'calendar.gregorian': '月份以西曆顯示。',
  'badge.notFound': '找不到',
  'feed.allMonitors': '所有監控項目',
} as const;
