import { httpResource } from '@angular/common/http';
import { Component, computed, DOCUMENT, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { Router } from '@angular/router';
import { WHOLE_SITE } from '@clarion/contract';
import { badgePath, badgeSnippets, chosenEmbed, embedHeight, embedPath, embedSnippets, usualBadge, usualEmbed } from '@clarion/domain';
import type { MonitorState, MonitorStateResponse } from '../api/monitors.js';
import { MonitorSearch } from '../monitors/form/fields/monitor-search.js';
import { APP_BASE } from '../platform/app-base.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { BadgeFields } from './badge-fields.js';
import { EmbedFields } from './embed-fields.js';
import { FramePreview } from './frame-preview.js';
import { SnippetList } from './snippet-list.js';

/** Why what is shared shows nothing to readers; null = it does. */
const whyHidden = ({ status, is_hidden, pages }: MonitorState): string | null => {
  if (status === 'INACTIVE') return 'This monitor is paused: readers see “Not Found” until it runs again.';
  if (is_hidden === 'YES') return 'This monitor is hidden: readers see “Not Found”.';
  return pages.length === 0 ? 'This monitor is on no page: readers see “Not Found” until you put it on one.' : null;
};

/** Badges and frames for other pages: what to show, how it looks, and the texts to copy. What is chosen stands in the address. */
@Component({
  selector: 'app-badges',
  imports: [
    BadgeFields,
    EmbedFields,
    FramePreview,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MonitorSearch,
    PageHeader,
    ProblemPanel,
    SnippetList,
  ],
  templateUrl: './badges.html',
  styleUrl: './badges.scss',
})
export class Badges {
  /** Tag of a monitor; absent = the whole site. */
  readonly tag = input<string>();
  /** `embed`; anything else is a badge. */
  readonly as = input<string>();
  private readonly router = inject(Router);
  private readonly origin = inject(DOCUMENT).location.origin;
  private readonly path = inject(APP_BASE).replace(/\/$/, '');
  private readonly canReadSite = inject(SessionStore).can('settings.read');
  protected readonly none: ReadonlySet<string> = new Set();

  protected readonly isBadge = computed(() => this.as() !== 'embed');
  private readonly found = httpResource<MonitorStateResponse>(() => {
    const tag = this.tag();
    return tag === undefined ? undefined : `/api/v4/monitor-states/${encodeURIComponent(tag)}`;
  });
  private readonly site = httpResource<{ value: unknown }>(() => (this.canReadSite ? '/api/v4/site/siteURL' : undefined));
  protected readonly problem = computed(() => (this.found.error() ? toProblem(this.found.error()) : null));
  protected readonly monitor = computed(() => (this.found.hasValue() ? this.found.value().monitor : null));
  protected readonly name = computed(() => this.monitor()?.name ?? (this.tag() === undefined ? 'Status' : this.tag()!));
  protected readonly warning = computed(() => {
    const monitor = this.monitor();
    return monitor === null ? null : whyHidden(monitor);
  });

  protected readonly badge = linkedSignal(() => usualBadge(this.tag() ?? WHOLE_SITE));
  protected readonly embed = linkedSignal(() => usualEmbed(this.tag() ?? ''));

  /** The public address, which is not always the one the dashboard was opened at. */
  private readonly base = computed(() => {
    const url = this.site.hasValue() ? this.site.value().value : null;
    return (typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : this.origin) + this.path;
  });
  protected readonly picture = computed(() => this.path + badgePath(this.badge()));
  protected readonly frame = computed(() => {
    const embed = chosenEmbed(this.embed());
    return { url: this.path + embedPath(embed), height: embedHeight(embed) };
  });
  protected readonly snippets = computed(() => {
    const place = { base: this.base(), name: this.name(), locale: null };
    if (this.isBadge()) {
      const tag = this.tag();
      const found = badgeSnippets(this.badge(), place, tag === undefined ? '/' : `/monitors/${tag}`);
      return [
        { what: 'URL', text: found.url },
        { what: 'Markdown', text: found.markdown },
        { what: 'HTML', text: found.html },
        { what: 'Shields endpoint JSON', text: found.shields },
      ];
    }
    const found = embedSnippets(chosenEmbed(this.embed()), place);
    return [
      { what: 'Script that adjusts the height', text: found.script },
      { what: 'HTML frame', text: found.iframe },
      { what: 'URL', text: found.url },
    ];
  });

  protected reload(): void {
    this.found.reload();
  }

  protected go(tag: string | null): void {
    void this.router.navigate([], { queryParams: { tag }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected turn(as: 'badge' | 'embed'): void {
    void this.router.navigate([], { queryParams: { as: as === 'embed' ? as : null }, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
