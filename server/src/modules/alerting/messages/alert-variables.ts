import type { AlertStatus } from '@clarion/contract';
import type { TemplateVariables } from '@clarion/domain/templates';
import type { AlertRecord } from '../alerts/alert-records.js';
import type { SiteVariables } from '../../site/site-variables.service.js';

export { ALERT_VARIABLES } from '../../mails/alert-catalogue.js';

/** What a message is about: the alert as it is now, and what is told of it. */
export interface ToldAlert {
  alert: Omit<AlertRecord, 'acknowledgedAt' | 'acknowledgedBy' | 'reminders' | 'resolveReason' | 'updatedAt' | 'status'>;
  /** A beginning is told as one, also when it is over meanwhile. */
  status: AlertStatus;
}

/** Values of exactly these names; those of the site win. @see alerting §B3 */
export function alertVariables({ alert, status }: ToldAlert, site: SiteVariables): TemplateVariables {
  const { monitor, incidentId } = alert;
  const createdAt = alert.createdAt.toISOString();
  const resolvedAt = status === 'RESOLVED' ? alert.resolvedAt : null;
  return {
    alert_id: alert.id,
    alert_name: `Alert ${monitor.tag} for ${alert.alertFor} ${alert.alertValue} ${status} at ${createdAt}`,
    alert_for: alert.alertFor,
    alert_value: alert.alertValue,
    alert_status: status,
    alert_severity: alert.severity,
    alert_message: alert.description ?? '',
    alert_source: 'ALERT',
    alert_timestamp: createdAt,
    alert_cta_url: `${site.site_url}monitors/${monitor.tag}`,
    alert_cta_text: 'Open Alert Details',
    ...(incidentId === null ? {} : { alert_incident_id: incidentId, alert_incident_url: `${site.site_url}incidents/${incidentId}` }),
    alert_failure_threshold: alert.failureThreshold,
    alert_success_threshold: alert.successThreshold,
    is_triggered: status === 'TRIGGERED',
    is_resolved: status === 'RESOLVED',
    monitor_tag: monitor.tag,
    monitor_name: monitor.name,
    alert_resolved_at: resolvedAt?.toISOString() ?? '',
    alert_duration_seconds: resolvedAt === null ? 0 : Math.max(0, Math.floor((resolvedAt.getTime() - alert.createdAt.getTime()) / 1_000)),
    alert_config_id: alert.configId,
    ...site,
  };
}
