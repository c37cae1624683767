import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import type { SiteResponse } from '../../api/site.js';
import { SessionStore } from '../../session/session-store.js';

/** What the site says where a page says nothing of its own; only for those who may read it. */
@Service({ autoProvided: false })
export class SiteValues {
  private readonly canRead = inject(SessionStore).can('settings.read');
  private readonly answer = httpResource<SiteResponse>(() => (this.canRead ? '/api/v4/site' : undefined));
  private readonly values = computed(() =>
    this.answer.hasValue() ? new Map(this.answer.value().site_data.map(({ key, value }) => [key, value])) : null,
  );

  /** undefined = the site has no such value; null = it may not be read, or not yet. */
  of(key: string): unknown {
    const values = this.values();
    return values === null ? null : values.get(key);
  }

  /** A text of the site; empty = none, or not known. */
  textOf(key: string): string {
    const value = this.of(key);
    return typeof value === 'string' ? value.trim() : '';
  }
}
