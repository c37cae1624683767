import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Secret, SecretChange, SecretResponse, SecretsResponse } from '../api/secrets.js';
import { toProblem } from '../platform/problem.js';

/** The secrets monitors use, and the ways to change them. */
@Service({ autoProvided: false })
export class SecretsStore {
  private readonly http = inject(HttpClient);
  private readonly answer = httpResource<SecretsResponse>(() => '/api/v4/secrets');
  readonly secrets = computed<readonly Secret[]>(() => (this.answer.hasValue() ? this.answer.value().secrets : []));
  readonly hasAnswer = computed(() => this.answer.hasValue());
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => (this.answer.error() ? toProblem(this.answer.error()) : null));

  reload(): void {
    this.answer.reload();
  }

  async create(name: string, value: string, details: Pick<SecretChange, 'description' | 'origins'>): Promise<void> {
    await firstValueFrom(this.http.post<SecretResponse>('/api/v4/secrets', { name, value, ...details }));
    this.answer.reload();
  }

  /** Refused when somebody else changed it since it was listed. */
  async change({ name, version }: Secret, change: SecretChange): Promise<void> {
    const headers = { 'If-Match': `"v${version}"` };
    await firstValueFrom(this.http.patch<SecretResponse>(`/api/v4/secrets/${name}`, change, { headers }));
    this.answer.reload();
  }

  /** @param force deletes it even while monitors use it */
  async delete({ name }: Secret, force: boolean): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/v4/secrets/${name}`, force ? { params: { force } } : {}));
    this.answer.reload();
  }
}
