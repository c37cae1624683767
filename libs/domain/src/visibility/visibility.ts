import type { Lifecycle } from '@clarion/contract';

/** What visibility depends on, of a monitor. */
export interface VisibleMonitor {
  id: number;
  isHidden: boolean;
  status: Lifecycle;
}

/** What visibility depends on, of a page. */
export interface VisiblePage {
  isPublished: boolean;
  /** Ids of the monitors placed on it. */
  monitorIds: ReadonlySet<number>;
}

/**
 * Whether a reader may learn that a monitor exists. Every public surface asks here and answers "does not exist" otherwise.
 * @param page the page it is read on; without one, the monitor by itself   @see reliability SEC-04
 */
export const isVisible = (monitor: VisibleMonitor, page?: VisiblePage): boolean =>
  !monitor.isHidden && monitor.status === 'ACTIVE' && (page === undefined || (page.isPublished && page.monitorIds.has(monitor.id)));

/** Whether any page shows a monitor: only then does it have a public page, a badge and a feed of its own. @see reliability SSO-41 */
export const isVisibleAnywhere = (monitor: VisibleMonitor, pages: readonly VisiblePage[]): boolean =>
  pages.some((page) => isVisible(monitor, page));
