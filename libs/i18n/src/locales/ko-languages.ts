/** Sentences that came with further languages, in Korean. */
export const koLanguages = {
  'preferences.languageChanged': '언어를 {language}(으)로 변경했습니다.',
  'calendar.gregorian': '월은 그레고리력 기준입니다.',
  'badge.notFound': '찾을 수 없음',
  'feed.allMonitors': '모든 모니터',
} as const;
