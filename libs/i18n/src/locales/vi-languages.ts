/** Sentences that came with further languages, in Vietnamese. */
export const viLanguages = {
  'preferences.languageChanged': 'Đã đổi ngôn ngữ sang {language}.',
  'calendar.gregorian': 'Các tháng theo lịch Gregory.',
  'badge.notFound': 'Không tìm thấy',
  'feed.allMonitors': 'Tất cả các mục giám sát',
} as const;
