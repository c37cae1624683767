import { describe, expect, it } from '@jest/globals';
import { aMonitor, aPage, NO_EVENTS } from '../../../../test/pages/facts.js';
import type { Recent } from '../../pages/event-snapshots.service.js';
import { componentShapes } from './statuspage-shapes.js';

const down = { ...aMonitor().state!, status: 'DOWN' as const };
const page = aPage([], {
  sections: [
    { id: 5, name: 'Payments', description: 'Cards, *mostly*.', open: 'always' },
    { id: 6, name: 'Empty', description: null, open: 'always' },
  ],
  monitors: [
    { ...aMonitor({ id: 1, tag: 'cards', name: 'Cards' }), sectionId: 5 },
    { ...aMonitor({ id: 2, tag: 'web', name: 'Web' }), sectionId: null },
    { ...aMonitor({ id: 3, tag: 'banks', name: 'Banks', state: down }), sectionId: 5 },
  ],
});
const recent = { ...NO_EVENTS, page, monitor: null, monitors: page.monitors, basis: new Map() } as unknown as Recent;

describe('components', () => {
  const components = componentShapes({ recent, base: 'https://status.example.com', siteName: 'Acme' });

  it('are grouped by the sections of the page, which stand before what they hold', () => {
    expect(components.map(({ id, group, group_id: groupId, position }) => [id, group, groupId, position])).toEqual([
      ['web', false, null, 1],
      ['group.5', true, null, 2],
      ['cards', false, 'group.5', 3],
      ['banks', false, 'group.5', 4],
    ]);
  });

  it('give a group its worst status and the ids of what it holds', () => {
    expect(components.find(({ group }) => group)).toMatchObject({
      ...{ name: 'Payments', description: 'Cards, mostly.', status: 'major_outage', components: ['cards', 'banks'] },
    });
  });
});
