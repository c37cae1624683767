import type { SubscriptionEventType } from '@clarion/contract';
import type { EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import type { RecipientCountsDto } from './dto/dry-run.dto.js';

/** An announcement, as far as it decides who gets it. */
export interface Announcement {
  type: SubscriptionEventType;
  /** Monitors it names. */
  monitorIds: readonly number[];
  isGlobal: boolean;
  /** Absent for what is not there yet, and for maintenances. */
  incidentId?: number;
  /** Without a way to send mail no mail is sent. */
  config: Pick<Config, 'SMTP_HOST' | 'RESEND_API_KEY'>;
}

export const NOBODY: RecipientCountsDto = { email: 0, webhook: 0, slack: 0, discord: 0 };

/** `subscriptionsSettings`: the whole feature, and mails of this kind. */
const SWITCHES = `
  SELECT coalesce((value ->> 'enable')::boolean, false) AS "isOn",
    coalesce((value -> 'methods' -> 'emails' ->> $1)::boolean, false) AS "sendsMail"
  FROM site_settings WHERE key = 'subscriptionsSettings'`;

/** Parameters: ids of monitors. Readers see them: on a page that is there, and not hidden. */
const VISIBLE = "m.id = ANY ($2::int[]) AND m.deleted_at IS NULL AND m.status = 'ACTIVE' AND NOT m.is_hidden";

/**
 * Who hears of an announcement: tables `s`, `u` and `me`; parameters are its type, the ids of its monitors, whether it is global and the id of
 * its incident, if it has one. Who chose monitors, sections or pages gets what names a monitor of theirs, and what is global without naming any;
 * who chose an incident gets that. What is neither global nor names a monitor that readers see is not shown, and nobody is told. Counting,
 * fan-out and sending ask the same. @see alerting §C5
 */
export const RECIPIENTS = `
  FROM user_subscriptions s
  JOIN subscriber_users u ON u.id = s.subscriber_user_id AND u.status = 'ACTIVE'
  JOIN subscriber_methods me ON me.id = s.subscriber_method_id AND me.status = 'ACTIVE' AND me.bounced_at IS NULL AND me.paused_at IS NULL
  WHERE s.event_type = $1::subscription_event_type AND s.status = 'ACTIVE'
    AND ($3::boolean OR EXISTS (
      SELECT FROM monitors m JOIN pages_monitors pm ON pm.monitor_id = m.id JOIN pages p ON p.id = pm.page_id AND p.deleted_at IS NULL
      WHERE ${VISIBLE}))
    AND (NOT EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id)
      OR ($3::boolean AND cardinality($2::int[]) = 0
        AND EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id AND sc.incident_id IS NULL))
      OR EXISTS (SELECT FROM subscription_scopes sc WHERE sc.subscription_id = s.id AND sc.incident_id = $4::int)
      OR EXISTS (SELECT FROM subscription_scopes sc JOIN monitors m ON ${VISIBLE}
        LEFT JOIN pages_monitors pm ON pm.monitor_id = m.id AND (pm.page_id = sc.page_id OR pm.section_id = sc.section_id)
        WHERE sc.subscription_id = s.id AND (sc.monitor_id = m.id OR pm.monitor_id IS NOT NULL)))`;

/** Addresses once each. */
const COUNT = `SELECT me.method_type AS method, count(DISTINCT coalesce(encode(me.address_hash, 'hex'), lower(me.method_value)))::int AS count ${RECIPIENTS} GROUP BY me.method_type`;

/** How many subscribers an announcement would reach, by way. */
export async function countRecipients(
  db: EntityManager,
  { type, monitorIds, isGlobal, incidentId, config }: Announcement,
): Promise<RecipientCountsDto> {
  const [switches] = await db.query<{ isOn: boolean; sendsMail: boolean }[]>(SWITCHES, [type]);
  if (switches?.isOn !== true) return { ...NOBODY };
  const rows = await db.query<{ method: string; count: number }[]>(COUNT, [type, monitorIds, isGlobal, incidentId ?? null]);
  const countOf = (method: string): number => rows.find((row) => row.method === method)?.count ?? 0;
  const canMail = switches.sendsMail && (config.SMTP_HOST !== undefined || config.RESEND_API_KEY !== undefined);
  return { email: canMail ? countOf('email') : 0, webhook: countOf('webhook'), slack: countOf('slack'), discord: countOf('discord') };
}
