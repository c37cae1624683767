import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { firstValueFrom } from 'rxjs';
import type { ActiveSession, SessionsResponse } from '../api/session.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, formatDateTime, toSeconds } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { describeAgent } from './user-agent.js';

/** Where the person is signed in, and a way to end each of these. */
@Component({
  selector: 'app-sessions-card',
  imports: [Icon, MatButton, ProblemPanel],
  template: `
    <section class="card-body stack" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      @if (problem(); as problem) {
        <app-problem [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
      }
      <ul>
        @for (session of sessions(); track session.id) {
          <li>
            <app-icon name="laptop" />
            <div class="words">
              <strong>{{ describe(session.user_agent) }}</strong>
              @if (session.is_current) {
                <span class="badge">This one</span>
              }
              <p class="muted small">
                {{ session.ip ?? 'unknown address' }}, signed in {{ at(session.created_at) }}, last seen {{ ago(session.last_seen_at) }}
              </p>
            </div>
            @if (!session.is_current) {
              <button
                matButton
                type="button"
                [disabled]="ending() === session.id"
                [attr.aria-label]="'End the session of ' + describe(session.user_agent)"
                (click)="end(session)"
              >
                End
              </button>
            }
          </li>
        } @empty {
          @if (answer.isLoading()) {
            <li aria-busy="true"><span class="skeleton"></span></li>
          }
        }
      </ul>
    </section>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: 14px;
      padding-block: 12px;

      & + li {
        border-block-start: 1px solid var(--line);
      }
    }
    app-icon {
      color: var(--muted);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
    }
    strong {
      font-weight: 560;
    }
    .skeleton {
      flex: 1;
    }
    .badge {
      margin-inline-start: 8px;
      padding: 1px 8px;
      border-radius: 6px;
      background: var(--up-container);
      color: var(--up-text);
      font-size: 0.75rem;
      font-weight: 560;
    }
  `,
})
export class SessionsCard {
  private readonly http = inject(HttpClient);
  private readonly clock = inject(Clock);
  private readonly toasts = inject(Toasts);
  protected readonly answer = httpResource<SessionsResponse>(() => '/api/v4/me/sessions');
  private readonly endProblem = signal<Problem | null>(null);
  protected readonly ending = signal<string | null>(null);
  protected readonly problem = computed(() => this.endProblem() ?? (this.answer.error() ? toProblem(this.answer.error()) : null));
  protected readonly sessions = computed(() =>
    this.answer.hasValue() ? [...this.answer.value().sessions].sort((a, b) => Number(b.is_current) - Number(a.is_current)) : [],
  );
  protected readonly describe = describeAgent;

  protected at(iso: string): string {
    return formatDateTime(toSeconds(iso));
  }

  protected ago(iso: string): string {
    return formatAgo(toSeconds(iso), this.clock.now());
  }

  protected async end(session: ActiveSession): Promise<void> {
    this.ending.set(session.id);
    this.endProblem.set(null);
    try {
      await firstValueFrom(this.http.delete(`/api/v4/me/sessions/${encodeURIComponent(session.id)}`));
      this.toasts.say('The session has ended');
      this.answer.reload();
    } catch (error) {
      this.endProblem.set(toProblem(error));
    } finally {
      this.ending.set(null);
    }
  }
}
