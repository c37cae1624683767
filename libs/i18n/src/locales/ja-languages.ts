/** Sentences that came with further languages, in Japanese. */
export const jaLanguages = {
  'preferences.languageChanged': '言語を{language}に変更しました。',
  'calendar.gregorian': '月はグレゴリオ暦で表示しています。',
  'badge.notFound': '見つかりません',
  'feed.allMonitors': 'すべてのモニター',
} as const;
