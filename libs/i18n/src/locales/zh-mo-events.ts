import { zhHkEvents } from './zh-hk-events.js';

/** Sentences about incidents and maintenances in Traditional Chinese as Macau writes it. */
export const zhMoEvents = {
  ...zhHkEvents,

  'incident.reportAt': '公佈於 {time}',

  'uptime.footnote':
    '可用率是計為可用的時間，除以所有有結果的時間。除非服務另有規定，效能下降及維護均計為可用；預告會中斷服務的維護則計為中斷。服務列入事故或維護期間，其狀態以該事故或維護為準。沒有數據的分鐘不計算在內。',
} as const;
