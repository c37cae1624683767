import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import type { Lifecycle } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { ApiKey, ApiKeyCreatedResponse, ApiKeysResponse } from '../api/keys.js';
import { toProblem } from '../platform/problem.js';

/** The keys programs use, and the ways to change them. */
@Service({ autoProvided: false })
export class ApiKeysStore {
  private readonly http = inject(HttpClient);
  private readonly answer = httpResource<ApiKeysResponse>(() => '/api/v4/api-keys');
  readonly keys = computed<readonly ApiKey[]>(() => (this.answer.hasValue() ? this.answer.value().api_keys : []));
  readonly hasAnswer = computed(() => this.answer.hasValue());
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => (this.answer.error() ? toProblem(this.answer.error()) : null));

  reload(): void {
    this.answer.reload();
  }

  /** @returns the key itself, which no other answer contains */
  async create(name: string, expiresAt: string | null): Promise<string> {
    const created = await firstValueFrom(
      this.http.post<ApiKeyCreatedResponse>('/api/v4/api-keys', { name, ...(expiresAt ? { expires_at: expiresAt } : {}) }),
    );
    this.answer.reload();
    return created.key;
  }

  /** Shows the switch in its new place at once; a refusal puts it back. */
  async setStatus(key: ApiKey, status: Lifecycle): Promise<void> {
    const replace = (value: Lifecycle) =>
      this.answer.update(
        (answer) => answer && { api_keys: answer.api_keys.map((other) => (other.id === key.id ? { ...other, status: value } : other)) },
      );
    replace(status);
    try {
      await firstValueFrom(this.http.patch(`/api/v4/api-keys/${key.id}`, { status }));
    } catch (error) {
      replace(key.status);
      throw error;
    }
  }

  async delete(key: ApiKey): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/v4/api-keys/${key.id}`));
    this.answer.reload();
  }
}
