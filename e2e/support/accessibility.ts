import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What every screen must meet: WCAG 2.2 A and AA, and axe's best practices. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A preview shows another document, which is examined where it is a page of its own; its landmarks would count as doubles here. */
const FRAMES = 'iframe';

/** One line a violation: rule, what it means, and the first elements that break it. */
type Finding = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];
const sentence = ({ id, help, nodes }: Finding): string =>
  `${id}: ${help} (${nodes
    .slice(0, 3)
    .map(({ target }) => target.join(' '))
    .join(' · ')}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ''})`;

/** Expects the present screen to pass axe in light and in dark, then leaves the page in light. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).exclude(FRAMES).analyze();
    expect(violations.map(sentence), `axe in ${colorScheme}, at ${page.url()}`).toEqual([]);
  }
}
