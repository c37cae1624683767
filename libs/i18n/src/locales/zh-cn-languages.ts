/** Sentences that came with further languages, in simplified Chinese. */
export const zhCnLanguages = {
  'preferences.languageChanged': '语言已切换为{language}。',
  'calendar.gregorian': '月份按公历显示。',
  'badge.notFound': '未找到',
  'feed.allMonitors': '所有监控项',
} as const;
