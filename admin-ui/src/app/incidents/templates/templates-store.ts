import { HttpClient, httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { IncidentTemplate, IncidentTemplatesResponse, TemplateBody } from '../../api/incidents.js';
import { toProblem } from '../../platform/problem.js';
import { ifMatch } from '../incident-actions.js';

const URL = '/api/v4/incident-templates';

/** The usual words for incidents, and the ways to change them. */
@Service({ autoProvided: false })
export class TemplatesStore {
  private readonly http = inject(HttpClient);
  private readonly answer = httpResource<IncidentTemplatesResponse>(() => URL);
  readonly templates = computed<readonly IncidentTemplate[]>(() => (this.answer.hasValue() ? this.answer.value().templates : []));
  readonly hasAnswer = computed(() => this.answer.hasValue());
  readonly isLoading = this.answer.isLoading;
  readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));

  reload(): void {
    this.answer.reload();
  }

  async create(body: TemplateBody): Promise<void> {
    await firstValueFrom(this.http.post(URL, body));
    this.answer.reload();
  }

  /** Refused when somebody else changed it since it was listed. */
  async change({ id, version }: IncidentTemplate, body: Partial<TemplateBody>): Promise<void> {
    await firstValueFrom(this.http.patch(`${URL}/${id}`, body, { headers: ifMatch(`"v${version}"`) }));
    this.answer.reload();
  }

  async delete({ id }: IncidentTemplate): Promise<void> {
    await firstValueFrom(this.http.delete(`${URL}/${id}`));
    this.answer.reload();
  }
}
