import type { Permission, YesNo } from '@clarion/contract';

/** How a person wants the dashboard to look; saved on the server, per user. */
export interface Preferences {
  theme: 'light' | 'dark' | 'system';
  /** Material density: 0 comfortable, -1 compact, -2 dense. */
  density: 0 | -1 | -2;
}

export interface SessionUser {
  id: number;
  name: string;
  email: string;
  is_owner: YesNo;
  preferences: Preferences;
}

export interface Session {
  user: SessionUser;
  roles: string[];
  permissions: Permission[];
  /** ISO 8601. */
  expires_at: string;
}

/** Answer of GET and POST `/session` and of POST `/setup/owner`. */
export interface SessionResponse {
  session: Session | null;
  needs_setup: boolean;
  needs_setup_token: boolean;
  csrf_token: string;
}

export interface OwnerRequest {
  name: string;
  email: string;
  password: string;
  setup_token?: string;
}

/** One place where the person is signed in. Instants are ISO 8601. */
export interface ActiveSession {
  id: string;
  created_at: string;
  last_seen_at: string;
  ip: string | null;
  user_agent: string | null;
  is_current: boolean;
}

export interface SessionsResponse {
  sessions: ActiveSession[];
}
