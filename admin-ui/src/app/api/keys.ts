import type { Lifecycle } from '@clarion/contract';

/** Instants are ISO 8601. */
export interface ApiKey {
  id: number;
  name: string;
  masked_key: string;
  status: Lifecycle;
  created_at: string;
  last_used_at: string | null;
  expires_at: string | null;
}

export interface ApiKeysResponse {
  api_keys: ApiKey[];
}

export interface ApiKeyCreatedResponse {
  api_key: ApiKey;
  /** The key itself; no other answer has it. */
  key: string;
}
