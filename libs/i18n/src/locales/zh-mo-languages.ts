/** Sentences that came with further languages, in traditional Chinese of Macau. */
export const zhMoLanguages = {
  'preferences.languageChanged': '語言已切換為{language}。',
  'calendar.gregorian': '月份以公曆顯示。',
  'badge.notFound': '找不到',
  'feed.allMonitors': '所有監察項目',
} as const;
