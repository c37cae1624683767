import { HttpClient } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import type { Permission } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { OwnerRequest, Preferences, Session, SessionResponse, SessionUser } from '../api/session.js';
import { CsrfToken } from '../platform/csrf-token.js';

/** Who is signed in, what they may do, and the ways to change that. */
@Service()
export class SessionStore {
  private readonly http = inject(HttpClient);
  private readonly csrf = inject(CsrfToken);
  private readonly answer = signal<SessionResponse | null>(null);
  private loading: Promise<void> | null = null;

  /** Counts sign-ins and sign-outs of this tab. */
  readonly turns = signal(0);
  readonly session = computed<Session | null>(() => this.answer()?.session ?? null);
  readonly user = computed<SessionUser | null>(() => this.session()?.user ?? null);
  readonly needsSetup = computed(() => this.answer()?.needs_setup ?? false);
  readonly needsSetupToken = computed(() => this.answer()?.needs_setup_token ?? false);
  private readonly permissions = computed(() => new Set<Permission>(this.session()?.permissions));

  /** True when every one of the permissions is held. */
  can(...wanted: readonly Permission[]): boolean {
    return wanted.every((permission) => this.permissions().has(permission));
  }

  /** Asks the server once per page load; later calls share the answer. */
  async ready(): Promise<void> {
    if (this.answer()) return;
    this.loading ??= this.refresh().finally(() => (this.loading = null));
    await this.loading;
  }

  async refresh(): Promise<void> {
    this.accept(await firstValueFrom(this.http.get<SessionResponse>('/api/v4/session')));
  }

  /** Takes over a session that began in another tab. */
  async refreshIfSignedIn(): Promise<void> {
    const answer = await firstValueFrom(this.http.get<SessionResponse>('/api/v4/session'));
    if (answer.session) this.accept(answer);
  }

  async signIn(email: string, password: string): Promise<void> {
    // Signing in has a token of its own, which ages with its cookie; the one in hand may belong to a session that has ended. Only the
    // token is taken: who was signed in stays on screen until somebody is again.
    const { csrf_token } = await firstValueFrom(this.http.get<SessionResponse>('/api/v4/session'));
    this.csrf.value.set(csrf_token);
    this.accept(await firstValueFrom(this.http.post<SessionResponse>('/api/v4/session', { email, password })));
    this.turns.update((turns) => turns + 1);
  }

  async signOut(): Promise<void> {
    await firstValueFrom(this.http.delete('/api/v4/session'));
    this.turns.update((turns) => turns + 1);
    await this.refresh();
  }

  async createOwner(owner: OwnerRequest): Promise<void> {
    this.accept(await firstValueFrom(this.http.post<SessionResponse>('/api/v4/setup/owner', owner)));
  }

  async saveProfile(change: { name?: string; preferences?: Preferences }): Promise<void> {
    const { user } = await firstValueFrom(this.http.patch<{ user: SessionUser }>('/api/v4/me', change));
    this.answer.update((answer) => (answer?.session ? { ...answer, session: { ...answer.session, user } } : answer));
  }

  private accept(answer: SessionResponse): void {
    this.csrf.value.set(answer.csrf_token);
    this.answer.set(answer);
  }
}
