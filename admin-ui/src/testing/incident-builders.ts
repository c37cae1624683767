import type { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import type {
  ChangePreview,
  IncidentDetail,
  IncidentDraft,
  IncidentSummary,
  IncidentTemplate,
  IncidentUpdate,
} from '../app/api/incidents.js';

/** An open incident that nobody promised anything about. */
export const anIncident = (incident: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id: 12,
  title: 'Payments fail',
  start_date_time: 1_700_000_000,
  end_date_time: null,
  state: 'INVESTIGATING',
  incident_source: 'DASHBOARD',
  is_global: 'YES',
  monitors: [],
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  url: 'https://status.example.com/incidents/12',
  updated_at_ts: 1_700_000_000,
  next_update_at: null,
  is_overdue: false,
  comment_count: 0,
  duration_seconds: 600,
  has_report: false,
  version: 3,
  ...incident,
});

export const anUpdate = (update: Partial<IncidentUpdate> = {}): IncidentUpdate => ({
  id: 31,
  incident_id: 12,
  comment: 'We look into it.',
  timestamp: 1_700_000_000,
  state: 'INVESTIGATING',
  status: 'ACTIVE',
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  html: '<p>We look into it.</p>',
  monitors: [],
  author: { name: 'Bo' },
  is_edited: false,
  ...update,
});

export const aDetail = (incident: Partial<IncidentDetail> = {}): IncidentDetail => ({
  ...anIncident(),
  comments: [anUpdate()],
  report: null,
  author: { name: 'Ada' },
  ...incident,
});

export const aDraft = (draft: Partial<IncidentDraft> = {}): IncidentDraft => ({
  id: 7,
  title: 'Payments fail',
  start_date_time: null,
  is_global: 'YES',
  monitors: [],
  comment: '',
  state: 'INVESTIGATING',
  next_update_at: null,
  notify: 'YES',
  publish_at: null,
  publish_error: null,
  version: 1,
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...draft,
});

export const aTemplate = (template: Partial<IncidentTemplate> = {}): IncidentTemplate => ({
  id: 3,
  name: 'Elevated errors',
  title: 'Elevated errors on {{monitors}}',
  comment: 'We see errors since {{start_time}}.',
  state: 'INVESTIGATING',
  monitors: [],
  is_global: 'NO',
  version: 1,
  ...template,
});

export const aPreview = (preview: Partial<ChangePreview> = {}): ChangePreview => ({
  banner: [
    {
      page_path: '~home',
      before: { status: 'UP', key: 'ALL_OPERATIONAL', open_incidents: 0 },
      after: { status: 'DOWN', key: 'PARTIAL_OUTAGE', open_incidents: 1 },
    },
  ],
  monitors: [],
  recipients: { email: 1_130, webhook: 0, slack: 74, discord: 0 },
  ...preview,
});

/** Answers every dry run that was asked for; nothing is stored by one. */
export async function answerDryRuns(server: HttpTestingController, preview = aPreview()): Promise<TestRequest[]> {
  const isDryRun = ({ params }: { params: { get: (name: string) => string | null } }) => params.get('dryRun') === 'true';
  const requests = await vi.waitFor(() => {
    const found = server.match(isDryRun);
    if (found.length === 0) throw new Error('No dry run was asked for');
    return found;
  });
  for (const request of requests) if (!request.cancelled) request.flush({ dry_run: preview });
  return requests;
}
