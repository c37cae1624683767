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
  historyDaysMaximum: 365,
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
