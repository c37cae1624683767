import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstValueFrom } from 'rxjs';
import type { PageDomain } from '../../api/pages.js';
import { type Problem, toProblem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { CopyButton } from '../../ui/copy-button.js';
import { Icon } from '../../ui/icon.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { PageActions, pageUrl } from '../page-actions.js';
import { EditorStore } from './editor-store.js';

/** A host of its own for the page. It is no part of the draft: it counts as soon as it is saved. */
@Component({
  selector: 'app-domain-tab',
  imports: [CopyButton, Icon, MatButton, MatFormField, MatHint, MatInput, MatLabel, ProblemPanel],
  template: `
    @if (problem(); as problem) {
      <app-problem heading="The host was not loaded or saved." [problem]="problem" [canRetry]="stored() === undefined" (retry)="load()" />
    }
    @if (stored() !== undefined) {
      <div class="row field">
        <mat-form-field subscriptSizing="dynamic">
          <mat-label>Host</mat-label>
          <input
            #field
            matInput
            class="mono"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="status.example.com"
            [disabled]="!canWrite"
            [value]="typed()"
            [attr.aria-invalid]="fault() !== null || null"
            (input)="typed.set(field.value)"
            (keydown.enter)="save(typed())"
          />
          <mat-hint>Readers who come to this host see this page at its front.</mat-hint>
        </mat-form-field>
        @if (canWrite) {
          <button matButton="tonal" type="button" disabledInteractive [disabled]="!isChanged() || isSaving()" (click)="save(typed())">
            Save host
          </button>
          @if (stored()) {
            <button matButton type="button" [disabled]="isSaving()" (click)="save('')">Remove</button>
          }
        }
      </div>
      @if (fault(); as text) {
        <p class="bad small" role="alert">{{ text }}</p>
      }
      <p class="note">
        <app-icon [name]="stored() ? 'globe' : 'info'" />
        @if (stored(); as host) {
          <span
            >This page answers at <a target="_blank" rel="noopener" [href]="'https://' + host">https://{{ host }}</a> as soon as the host
            leads here. It stays reachable under its path too.</span
          >
        } @else {
          <span>This page has no host of its own. It is reached under its path.</span>
        }
      </p>
      <section aria-labelledby="dns">
        <h3 id="dns">What has to be done outside</h3>
        <ol>
          <li>
            <strong>DNS.</strong> Let the host lead to this installation, such as with a CNAME record:
            <span class="record mono"
              >{{ shownHost() }} CNAME {{ here }} <app-copy-button what="the record" [text]="shownHost() + ' CNAME ' + here"
            /></span>
          </li>
          <li>
            <strong>Proxy.</strong> Let it answer for the host with a certificate of its own, and pass the <code>Host</code> header on
            unchanged.
          </li>
          <li><strong>Look.</strong> Open the host in a private window. Nothing else has to be set here.</li>
        </ol>
      </section>
    } @else if (!problem()) {
      <div class="stack" role="img" aria-busy="true" aria-label="Loading the host">
        <span class="skeleton"></span><span class="skeleton"></span>
      </div>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    .field {
      align-items: flex-start;

      mat-form-field {
        flex: 1 1 260px;
      }
      button {
        margin-block-start: 8px;
      }
    }
    .bad {
      color: var(--down-text);
    }
    h3 {
      margin-block-end: 8px;
      font-size: 0.9375rem;
    }
    ol {
      display: flex;
      flex-direction: column;
      gap: 8px;
      padding-inline-start: 1.4em;
      list-style: decimal;
    }
    .record {
      display: flex;
      align-items: center;
      overflow-wrap: anywhere;
      font-size: 0.875rem;
    }
  `,
})
export class DomainTab {
  private readonly http = inject(HttpClient);
  private readonly actions = inject(PageActions);
  private readonly toasts = inject(Toasts);
  private readonly store = inject(EditorStore);
  protected readonly canWrite = this.store.canWrite;
  protected readonly here = location.hostname;
  /** undefined = not known yet, null = none */
  protected readonly stored = signal<string | null | undefined>(undefined);
  protected readonly typed = signal('');
  protected readonly isSaving = signal(false);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly fault = signal<string | null>(null);
  protected readonly isChanged = computed(() => this.typed().trim() !== (this.stored() ?? ''));
  protected readonly shownHost = computed(() => this.stored() ?? (this.typed().trim() || 'status.example.com'));

  constructor() {
    effect(() => {
      if (this.store.path() !== '') untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    await this.run(async () => this.accept(await firstValueFrom(this.http.get<PageDomain>(this.url()))));
  }

  protected async save(text: string, canUndo = true): Promise<void> {
    const before = this.stored() ?? '';
    if (this.isSaving() || text.trim() === before) return;
    this.isSaving.set(true);
    await this.run(async () => {
      this.accept(await firstValueFrom(this.http.put<PageDomain>(this.url(), { host: text.trim() || null })));
      this.actions.changed();
      // The host is no part of the draft, but of what the draft's version is made of.
      await this.store.refresh();
      const words = this.stored() ? `The page has the host ${this.stored()}` : 'The page has no host of its own';
      if (canUndo) this.toasts.sayWithUndo(words, () => void this.save(before, false));
      else this.toasts.say(words);
    });
    this.isSaving.set(false);
  }

  private async run(run: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    this.fault.set(null);
    try {
      await run();
    } catch (error) {
      const problem = toProblem(error);
      const onHost = problem.fields.find(({ field }) => field === 'host');
      if (onHost) this.fault.set(onHost.message);
      else this.problem.set(problem);
    }
  }

  private accept({ host }: PageDomain): void {
    this.stored.set(host);
    this.typed.set(host ?? '');
  }

  private url(): string {
    return `${pageUrl(this.store.path())}/domain`;
  }
}
