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

const MEDIA = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  light: { colorScheme: 'light', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
} as const;
/** How a reader may have the screen: `forced colours` = in a palette of their own. */
export type Look = keyof typeof MEDIA;
export const LOOKS = Object.keys(MEDIA) as Look[];

/** Expects the present screen to pass axe in some looks, then leaves the page in light. */
export async function expectAccessible(page: Page, looks: readonly Look[] = ['dark', 'light']): Promise<void> {
  for (const look of looks) {
    await page.emulateMedia({ ...MEDIA[look], reducedMotion: 'reduce' });
    // In legacy mode nothing is opened beside the page, which a page that is apart from all others does not allow.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).exclude(FRAMES).analyze();
    expect(violations.map(sentence), `axe in ${look}, at ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ ...MEDIA.light, reducedMotion: 'reduce' });
}
