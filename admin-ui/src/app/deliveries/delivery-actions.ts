import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Delivery, ResendEventResponse } from '../api/deliveries.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';

export const DELIVERIES = '/api/v4/deliveries';

/** Ways to send something again. */
@Service()
export class DeliveryActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  readonly problem = signal<Problem | null>(null);

  async resend({ id }: Delivery): Promise<void> {
    await this.run(async () => {
      await firstValueFrom(this.http.post(`${DELIVERIES}/${id}/resend`, {}));
      return 'It is sent again';
    });
  }

  /** Everything of an event that was given up, and nothing that arrived. */
  async resendFailed(event_id: number): Promise<void> {
    await this.run(async () => {
      const body = { event_id, failed_only: true };
      const { count } = await firstValueFrom(this.http.post<ResendEventResponse>(`${DELIVERIES}/resend`, body));
      if (count === 0) return 'Nothing of this event was given up';
      return count === 1 ? '1 message is sent again' : `${count} messages are sent again`;
    });
  }

  private async run(work: () => Promise<string>): Promise<void> {
    this.problem.set(null);
    try {
      this.toasts.say(await work());
      this.changes.update((count) => count + 1);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}
