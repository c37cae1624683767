import { Initial1763700000000 } from './1763700000000-initial.js';
import { CheckEvidence1763760000000 } from './1763760000000-check-evidence.js';
import { MonitorParents1763760600000 } from './1763760600000-monitor-parents.js';
import { DeletedHistory1763760660000 } from './1763760660000-deleted-history.js';
import { SecretDetails1763786400000 } from './1763786400000-secret-details.js';
import { Jobs1763813000000 } from './1763813000000-jobs.js';
import { IncidentDetails1763820000000 } from './1763820000000-incident-details.js';
import { MaintenanceDetails1763820060000 } from './1763820060000-maintenance-details.js';
import { PageDrafts1763820120000 } from './1763820120000-page-drafts.js';
import { PageDomains1763820180000 } from './1763820180000-page-domains.js';
import { DeliveryDetails1763820241250 } from './1763820241250-delivery-details.js';
import { SitePreviews1763841050000 } from './1763841050000-site-previews.js';
import { Translations1763841100000 } from './1763841100000-translations.js';
import { AlertDetails1763900041300 } from './1763900041300-alert-details.js';
import { SubscriptionDetails1763910000000 } from './1763910000000-subscription-details.js';
import { SubscriptionCare1763920042000 } from './1763920042000-subscription-care.js';
import { PushKeys1763920042100 } from './1763920042100-push-keys.js';
import { TemplateLanguages1763920042400 } from './1763920042400-template-languages.js';
import { PublicationUndo1763920042500 } from './1763920042500-publication-undo.js';
import { DeliveryDigests1763920042600 } from './1763920042600-delivery-digests.js';
import { TriggerQuietHours1763930000000 } from './1763930000000-trigger-quiet-hours.js';

/** All migrations, oldest first; listed by class, since a glob would find source maps and specs as well. Released ones never change. */
export const MIGRATIONS = [
  Initial1763700000000,
  CheckEvidence1763760000000,
  MonitorParents1763760600000,
  DeletedHistory1763760660000,
  SecretDetails1763786400000,
  Jobs1763813000000,
  IncidentDetails1763820000000,
  MaintenanceDetails1763820060000,
  PageDrafts1763820120000,
  PageDomains1763820180000,
  DeliveryDetails1763820241250,
  SitePreviews1763841050000,
  Translations1763841100000,
  AlertDetails1763900041300,
  SubscriptionDetails1763910000000,
  SubscriptionCare1763920042000,
  PushKeys1763920042100,
  TemplateLanguages1763920042400,
  PublicationUndo1763920042500,
  DeliveryDigests1763920042600,
  TriggerQuietHours1763930000000,
] as const;
