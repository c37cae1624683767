import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import type { MessageTemplate, MessageTemplatesResponse } from '../api/message-templates.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, toSeconds } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { languageName, TEMPLATE_NAMES } from './template-names.js';

/** Every message that the site writes, and the languages somebody wrote words for. */
@Component({
  selector: 'app-message-list',
  imports: [MatProgressBar, PageHeader, ProblemPanel, RouterLink],
  templateUrl: './message-list.html',
  styleUrl: '../ui/list-table.scss',
  styles: `
    .card-head {
      padding-block-end: 16px;
    }
    .table-scroll {
      border-start-start-radius: 0;
      border-start-end-radius: 0;
    }
    .rows th,
    .rows td {
      inline-size: 25%;
    }
    .rows .wide {
      inline-size: 50%;
    }
    .languages {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 10px;

      a {
        color: var(--accent);
      }
    }
    @media (max-width: 719px) {
      .rows td {
        inline-size: auto;
      }
      .rows .wide {
        inline-size: 100%;
      }
    }
  `,
})
export class MessageList {
  private readonly clock = inject(Clock);
  protected readonly answer = httpResource<MessageTemplatesResponse>(() => '/api/v4/email-templates');
  private readonly templates = computed(() => (this.answer.hasValue() ? this.answer.value().email_templates : []));
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly groups = computed(() =>
    [
      { id: 'mails', heading: 'Mails', lead: 'To users and subscribers.', rows: this.rows('mail') },
      {
        id: 'notes',
        heading: 'Chats and push messages',
        lead: 'A title and a text; each channel adds its own form.',
        rows: this.rows('note'),
      },
    ].filter(({ rows }) => rows.length > 0),
  );

  private rows(kind: MessageTemplate['kind']) {
    return this.templates()
      .filter((template) => template.kind === kind)
      .map(({ template_id: id, languages }) => ({
        id,
        ...TEMPLATE_NAMES[id],
        languages: languages.map(({ locale }) => ({ locale, name: languageName(locale) })),
        changed: languages[0] === undefined ? null : formatAgo(toSeconds(languages[0].updated_at), this.clock.now()),
      }));
  }
}
