import { PageEntity } from '@clarion/database/pages/page.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { monitorIds } from './page-places.js';
import type { PageRecord } from './page-records.js';
import { type Arrangement, arrangementOf, monitorsIn, storeArrangement } from './page-sections.js';
import { type AssertCurrent, PagesService, usablePath } from './pages.service.js';

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

  /**
   * Makes a page like another one as it is published, without its host.
   * @param path of the copy, as somebody typed it
   * @throws AppError `NOT_FOUND`; `BAD_REQUEST` for a path that is taken or none
   */
  async duplicate(actor: Actor, id: number, path: string, title: string): Promise<PageRecord> {
    const pagePath = usablePath(path);
    return this.pages.change(actor, pagePath, async (tx) => {
      const original = await this.pages.hold(tx, id, () => undefined);
      const { pageHeader, pageSubheader, pageLogo, pageSettingsJson } = original.page;
      const copied = await tx.save(
        tx.create(PageEntity, { pagePath, pageTitle: title, pageHeader, pageSubheader, pageLogo, pageSettingsJson }),
      );
      const { unsectioned, sections } = arrangementOf(original);
      await this.apply(tx, copied.id, { unsectioned, sections: sections.map((section) => ({ ...section, id: null })) });
      return this.pages.announce(tx, actor, 'page.create', copied.id, null);
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
