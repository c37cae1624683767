import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { monitorIds } from './page-places.js';
import type { PageRecord } from './page-records.js';
import { type Arrangement, monitorsIn, storeArrangement } from './page-sections.js';
import { type AssertCurrent, PagesService } from './pages.service.js';

/** The deed: monitors of a page are put into sections, and these into an order. */
@Injectable()
export class ArrangePageService {
  constructor(private readonly pages: PagesService) {}

  /**
   * Replaces sections and monitors at once.
   * @throws AppError `NOT_FOUND`, `PRECONDITION_FAILED`; `BAD_REQUEST` for unknown monitors, and sections of other pages
   */
  async arrange(actor: Actor, id: number, wanted: Arrangement, assertCurrent: AssertCurrent): Promise<PageRecord> {
    return this.pages.change(actor, '', async (tx) => {
      const before = await this.pages.hold(tx, id, assertCurrent);
      const stray = wanted.sections.findIndex((each) => each.id !== null && before.sections.every((section) => section.id !== each.id));
      if (stray >= 0) throw invalidField(`sections[${stray}].id`, `The page has no section ${wanted.sections[stray]!.id}`);
      await this.apply(tx, id, wanted);
      await this.pages.store(tx, id, before.page);
      return this.pages.announce(tx, actor, 'page.arrange', id, before);
    });
  }

  /** Stores an arrangement of tags. @throws AppError `BAD_REQUEST` naming those that no monitor has */
  async apply(tx: EntityManager, pageId: number, wanted: Arrangement): Promise<void> {
    const tags = [...new Set(monitorsIn(wanted))];
    const ids = new Map((await monitorIds(tx, tags)).map((monitorId, index) => [tags[index]!, monitorId]));
    const idsOf = (some: readonly string[]): number[] => some.map((tag) => ids.get(tag)!);
    await storeArrangement(tx, pageId, {
      unsectioned: idsOf(wanted.unsectioned),
      sections: wanted.sections.map((section) => ({ ...section, monitors: idsOf(section.monitors) })),
    });
  }
}
