import { type Config } from '../../platform/config/config.js';

/** A mail server needs all five, a key of Resend its sender. The mail server wins. @see templates §D3 */
export function mailTransportOf(config: Config): 'smtp' | 'resend' | null {
  const { SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASS, SMTP_FROM_EMAIL, RESEND_API_KEY, RESEND_SENDER_EMAIL } = config;
  if ([SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASS, SMTP_FROM_EMAIL].every((value) => value !== undefined)) return 'smtp';
  return RESEND_API_KEY !== undefined && RESEND_SENDER_EMAIL !== undefined ? 'resend' : null;
}

export const isMailConfigured = (config: Config): boolean => mailTransportOf(config) !== null;
