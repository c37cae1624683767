/** Bounds that the server enforces and the forms show. Lengths in characters unless a unit says otherwise. */
export const LIMITS = {
  tag: 255,
  name: 255,
  description: 5_000,
  url: 2_048,
  cron: 255,
  /** A free-form document such as `type_data`. @see reliability SEC-13 */
  documentBytes: 64 * 1024,
  documentDepth: 20,
  documentNodes: 10_000,
  /** Bodies of public POSTs and heartbeats. @see reliability SEC-14 */
  publicBodyBytes: 64 * 1024,
  /** `confirmation_threshold`, checks. */
  graceMinimum: 1,
  graceMaximum: 60,
  /** Monitors that one monitor may name as those it depends on. */
  monitorParents: 20,
  /** Of an incident or a maintenance. */
  title: 255,
  /** Markdown of an update, a report or a description. */
  markdown: 65_535,
  /** Monitors that one incident or maintenance may name. */
  linkedMonitors: 1_000,
  /** Latest moment a domain instant may name, Unix seconds: the end of the year 9999. */
  instant: 253_402_300_799,
  /** Pages, sections, monitors and incidents one subscriber may choose. */
  subscriptionScopes: 100,
  /** Monitors that one request may name, and rows of one import. */
  jobItems: 5_000,
  /** Body of a request for a job, bytes: an import carries its rows. */
  jobBodyBytes: 12 * 1024 * 1024,
  /** Samples of the longest window of an alert rule: a day of minutes. */
  alertThreshold: 1_440,
  /** Its description travels in messages: the strictest provider takes 3,000 characters in one piece. */
  alertDescription: 2_500,
  /** Monitors that one alert rule may watch. */
  alertMonitors: 5_000,
  /** Triggers that one alert rule may fire. */
  alertTriggers: 50,
  /** `reminder_minutes`: a week. */
  reminderMinutes: 10_080,
  /** Recipients of one e-mail trigger. */
  triggerRecipients: 50,
  historyDaysMaximum: 365,
  /** Text of a recurrence rule. @see reliability SEC-43 */
  rrule: 500,
  /** INTERVAL and COUNT of a rule. */
  ruleNumber: 100_000,
  /** Members of one list of a rule, such as BYHOUR. */
  ruleList: 400,
  /** Occurrences of one maintenance that are kept ahead. */
  eventsAhead: 500,
  maintenanceDescription: 20_000,
  /** `duration_seconds`: a year. */
  maintenanceSeconds: 366 * 86_400,
  /** Longest range of one GET / PATCH of monitoring data, seconds. @see rest-api-v4 §3 */
  dataReadSeconds: 400 * 86_400,
  dataWriteSeconds: 92 * 86_400,
  /** Bytes of a response body that a check reads, after decompression. @see reliability SEC-24 */
  probeBodyBytes: 2 * 1024 * 1024,
  errorMessage: 200,
  userNameMinimum: 2,
  userName: 100,
  email: 254,
  passwordMinimum: 8,
  password: 128,
} as const;

/** A monitor's public key: lower-case letters, digits, `-`, `_`; a letter or digit at both ends. @see monitors §1 */
export const TAG_PATTERN = /^[a-z0-9]$|^[a-z0-9][a-z0-9_-]*[a-z0-9]$/;
