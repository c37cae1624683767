import type { SecretSource } from '@clarion/contract';

/** A secret without its value, which no answer has. Instants are ISO 8601. */
export interface Secret {
  name: string;
  source: SecretSource;
  description: string | null;
  /** Origins it may be sent to; null = any. */
  origins: string[] | null;
  /** Tags of monitors. */
  used_by: string[];
  /** Names of triggers. */
  used_by_triggers: string[];
  /** For `If-Match`; null for variables of the environment. */
  version: number | null;
  created_at: string | null;
  updated_at: string | null;
}

export interface SecretsResponse {
  secrets: Secret[];
}

export interface SecretResponse {
  secret: Secret;
}

/** What is sent to store a secret; a change names only what it changes. */
export interface SecretChange {
  value?: string;
  description?: string | null;
  origins?: string[] | null;
}
