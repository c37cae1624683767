import { CheckEvidenceEntity } from './monitors/check-evidence.entity.js';
import { CheckGapEntity } from './monitors/check-gap.entity.js';
import { GroupMemberEntity } from './monitors/group-member.entity.js';
import { HeartbeatSignalEntity } from './monitors/heartbeat-signal.entity.js';
import { LatencyRollupEntity } from './monitors/latency-rollup.entity.js';
import { MonitorCurrentStateEntity } from './monitors/monitor-current-state.entity.js';
import { MonitorParentEntity } from './monitors/monitor-parent.entity.js';
import { MonitorRuntimeEntity } from './monitors/monitor-runtime.entity.js';
import { MonitorEntity } from './monitors/monitor.entity.js';
import { SampleEntity } from './monitors/sample.entity.js';
import { StatusSpanEntity } from './monitors/status-span.entity.js';
import { IncidentCommentMonitorEntity } from './incidents/incident-comment-monitor.entity.js';
import { JobItemEntity } from './jobs/job-item.entity.js';
import { JobEntity } from './jobs/job.entity.js';
import { IncidentCommentEntity } from './incidents/incident-comment.entity.js';
import { IncidentDraftEntity } from './incidents/incident-draft.entity.js';
import { IncidentMonitorEntity } from './incidents/incident-monitor.entity.js';
import { IncidentTemplateEntity } from './incidents/incident-template.entity.js';
import { IncidentEntity } from './incidents/incident.entity.js';
import { MaintenanceEventEntity } from './maintenances/maintenance-event.entity.js';
import { MaintenanceMonitorEntity } from './maintenances/maintenance-monitor.entity.js';
import { MaintenanceEntity } from './maintenances/maintenance.entity.js';
import { AlertConfigMonitorEntity } from './alerting/alert-config-monitor.entity.js';
import { AlertConfigTriggerEntity } from './alerting/alert-config-trigger.entity.js';
import { AlertConfigEntity } from './alerting/alert-config.entity.js';
import { AlertProgressEntity } from './alerting/alert-progress.entity.js';
import { AlertEntity } from './alerting/alert.entity.js';
import { TriggerEntity } from './alerting/trigger.entity.js';
import { SubscriberMethodEntity } from './subscriptions/subscriber-method.entity.js';
import { SubscriberEntity } from './subscriptions/subscriber.entity.js';
import { SubscriptionScopeEntity } from './subscriptions/subscription-scope.entity.js';
import { SubscriptionEntity } from './subscriptions/subscription.entity.js';
import { EmailTemplateEntity } from './templates/email-template.entity.js';
import { PageDraftEntity } from './pages/page-draft.entity.js';
import { PageMonitorEntity } from './pages/page-monitor.entity.js';
import { PageSectionEntity } from './pages/page-section.entity.js';
import { PageVersionEntity } from './pages/page-version.entity.js';
import { PageEntity } from './pages/page.entity.js';
import { ImageEntity } from './site/image.entity.js';
import { SitePreviewEntity } from './site/site-preview.entity.js';
import { SiteSettingEntity } from './site/site-setting.entity.js';
import { SiteTextsEntity } from './site/site-texts.entity.js';
import { TranslationEntity } from './translations/translation.entity.js';
import { ApiKeyEntity } from './identity/api-key.entity.js';
import { PermissionEntity } from './identity/permission.entity.js';
import { RolePermissionEntity } from './identity/role-permission.entity.js';
import { RoleEntity } from './identity/role.entity.js';
import { SessionEntity } from './identity/session.entity.js';
import { UserRoleEntity } from './identity/user-role.entity.js';
import { UserTokenEntity } from './identity/user-token.entity.js';
import { UserEntity } from './identity/user.entity.js';
import { AuditCheckpointEntity } from './audit/audit-checkpoint.entity.js';
import { AuditEntryEntity } from './audit/audit-entry.entity.js';
import { DeliveryAttemptEntity } from './platform/delivery-attempt.entity.js';
import { DeliveryEntity } from './platform/delivery.entity.js';
import { IdempotencyKeyEntity } from './platform/idempotency-key.entity.js';
import { InstanceEntity } from './platform/instance.entity.js';
import { OutboxEventEntity } from './platform/outbox-event.entity.js';
import { RateLimitEntity } from './platform/rate-limit.entity.js';
import { SecretEntity } from './platform/secret.entity.js';

/** Every table, for the data source; everybody else imports the entity's own file, so that the rooms' walls hold. */
export const ENTITIES = [
  CheckEvidenceEntity,
  CheckGapEntity,
  GroupMemberEntity,
  HeartbeatSignalEntity,
  LatencyRollupEntity,
  MonitorCurrentStateEntity,
  MonitorParentEntity,
  MonitorRuntimeEntity,
  MonitorEntity,
  SampleEntity,
  StatusSpanEntity,
  IncidentCommentMonitorEntity,
  JobItemEntity,
  JobEntity,
  IncidentCommentEntity,
  IncidentDraftEntity,
  IncidentMonitorEntity,
  IncidentTemplateEntity,
  IncidentEntity,
  MaintenanceEventEntity,
  MaintenanceMonitorEntity,
  MaintenanceEntity,
  AlertConfigMonitorEntity,
  AlertConfigTriggerEntity,
  AlertConfigEntity,
  AlertProgressEntity,
  AlertEntity,
  TriggerEntity,
  SubscriberMethodEntity,
  SubscriberEntity,
  SubscriptionScopeEntity,
  SubscriptionEntity,
  EmailTemplateEntity,
  PageDraftEntity,
  PageMonitorEntity,
  PageSectionEntity,
  PageVersionEntity,
  PageEntity,
  ImageEntity,
  SitePreviewEntity,
  SiteSettingEntity,
  SiteTextsEntity,
  TranslationEntity,
  ApiKeyEntity,
  PermissionEntity,
  RolePermissionEntity,
  RoleEntity,
  SessionEntity,
  UserRoleEntity,
  UserTokenEntity,
  UserEntity,
  AuditCheckpointEntity,
  AuditEntryEntity,
  DeliveryAttemptEntity,
  DeliveryEntity,
  IdempotencyKeyEntity,
  InstanceEntity,
  OutboxEventEntity,
  RateLimitEntity,
  SecretEntity,
] as const;
