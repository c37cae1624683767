import { expect, it } from '@jest/globals';
import { mayShare } from './sharing.js';

it.each([
  [undefined, null, true, true],
  [{ showShareBadgeMonitor: false }, {}, false, true],
  [{}, { sharing_options: { showShareEmbedMonitor: false } }, true, false],
  [{ showShareEmbedMonitor: false }, { sharing_options: { showShareBadgeMonitor: false, showShareEmbedMonitor: true } }, false, false],
  ['odd', { sharing_options: [] }, true, true],
])('site %j and monitor %j allow badges: %j, embeds: %j', (site, monitor, badges, embeds) => {
  expect(mayShare(new Map([['subMenuOptions', site]]), monitor)).toEqual({ badges, embeds });
});
