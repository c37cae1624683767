import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Permission } from '@clarion/contract';
import type { Job } from '../app/api/jobs.js';
import type { Monitor, MonitorState } from '../app/api/monitors.js';
import type { SessionResponse } from '../app/api/session.js';
import { SessionStore } from '../app/session/session-store.js';

/** One row of the list, unremarkable unless a test says otherwise. */
export const aState = (state: Partial<MonitorState> = {}): MonitorState => ({
  id: 1,
  tag: 'shop-web',
  name: 'Web shop',
  image: null,
  monitor_type: 'API',
  cron: '* * * * *',
  status: 'ACTIVE',
  is_hidden: 'NO',
  version: 1,
  current_status: 'UP',
  since: 1_700_000_000,
  last_checked_at: 1_700_000_000,
  is_delayed: false,
  latency: 84,
  interval_seconds: 60,
  uptime_30d: '99.86',
  last_checks: 'uuud',
  pages: [],
  ...state,
});

export const aMonitor = (monitor: Partial<Monitor> = {}): Monitor => ({
  id: 1,
  tag: 'shop-web',
  name: 'Web shop',
  description: null,
  image: null,
  cron: '* * * * *',
  category_name: null,
  external_url: null,
  default_status: 'UP',
  status: 'ACTIVE',
  monitor_type: 'API',
  type_data: {
    url: 'https://shop.example.com/health',
    method: 'GET',
    timeout: 8_000,
    headers: [{ key: 'Authorization', value: '••••x9Qz' }],
  },
  include_degraded_in_downtime: 'NO',
  is_hidden: 'NO',
  confirmation_threshold: 1,
  monitor_settings_json: {},
  created_at: '2026-03-02T10:15:02.000Z',
  updated_at: '2026-03-02T10:15:02.000Z',
  ...monitor,
});

/** A job of three monitors that is over. */
export const aJob = (job: Partial<Job> = {}): Job => ({
  id: 7,
  kind: 'pause',
  state: 'DONE',
  values: { cron: null, page_path: null },
  total: 3,
  done: 3,
  changed: 3,
  failed: 0,
  error: null,
  can_undo: false,
  undo_of: null,
  asked_by: 'ada@example.com',
  created_at: new Date().toISOString(),
  started_at: null,
  finished_at: null,
  ...job,
});

export const aSession = (permissions: readonly Permission[] = ['monitors.read', 'monitors.write']): SessionResponse => ({
  session: {
    user: { id: 1, name: 'Ada', email: 'ada@example.com', is_owner: 'YES', preferences: { theme: 'light', density: 0 } },
    roles: ['admin'],
    permissions: [...permissions],
    expires_at: '2030-01-01T00:00:00.000Z',
  },
  needs_setup: false,
  needs_setup_token: false,
  csrf_token: 'token-of-ada',
});

export const nobody = (answer: Partial<SessionResponse> = {}): SessionResponse => ({
  session: null,
  needs_setup: false,
  needs_setup_token: false,
  csrf_token: 'token-before',
  ...answer,
});

/** Answers the question who is signed in. */
export async function signIn(answer: SessionResponse = aSession()): Promise<void> {
  const ready = TestBed.inject(SessionStore).ready();
  TestBed.inject(HttpTestingController)
    .expectOne(({ url }) => url.endsWith('/api/v4/session'))
    .flush(answer);
  await ready;
}

/** Lets resources, promises and the template catch up. */
export async function settle(): Promise<void> {
  TestBed.tick();
  await new Promise<void>((resolve) => setTimeout(resolve));
  TestBed.tick();
}

/** What a person can read in an element. */
export const textOf = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The button with these words; fails when there is none. */
export function button(root: ParentNode, words: string): HTMLButtonElement {
  const found = [...root.querySelectorAll<HTMLButtonElement>('button, a')].find(
    (each) => textOf(each) === words || each.getAttribute('aria-label') === words,
  );
  if (!found) throw new Error(`No button "${words}" among: ${[...root.querySelectorAll('button, a')].map(textOf).join(' | ')}`);
  return found;
}

/** Types into a field as a person does, and leaves it. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.dispatchEvent(new FocusEvent('blur'));
  field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}
