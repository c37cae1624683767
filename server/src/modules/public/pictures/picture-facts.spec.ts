import { describe, expect, it } from '@jest/globals';
import { aMonitor, aMonitorPage, anIncident, aPage, aSite, NO_EVENTS, UTC } from '../../../../test/pages/facts.js';
import { monitorPageSnapshot } from '../../pages/snapshot/monitor-page-snapshot.js';
import { pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import { pictureFacts } from './picture-facts.js';

const site = aSite({ siteName: 'Acme', siteURL: 'https://status.example.com' });

describe('what a picture says', () => {
  it('names the site, the page, its state and the day', () => {
    expect(pictureFacts(pageSnapshot(aPage([aMonitor()], { site }), UTC))).toEqual({
      ...{ site: 'Acme', title: 'Acme platform status', message: 'All Systems Operational', status: 'UP' },
      date: 'Friday, 20 November 2026',
    });
  });

  it('is not green above an open incident, nor of what nobody vouches for', () => {
    const events = { ...NO_EVENTS, incidents: [anIncident({ affected: [] })] };
    const open = pageSnapshot(aPage([aMonitor()], { site, events }), UTC);
    expect(pictureFacts(open)).toMatchObject({ message: 'Ongoing Incident', status: 'DEGRADED' });
    expect(pictureFacts({ ...open, freshness: 'delayed' })).toMatchObject({ message: 'Status unknown', status: 'NO_DATA' });
  });

  it('says addresses where it has no letters for a name', () => {
    const foreign = pageSnapshot(
      aPage([aMonitor()], { header: '状態', path: 'jp', site: aSite({ siteName: '例', siteURL: 'https://x.example' }) }),
      UTC,
    );
    expect(pictureFacts(foreign)).toMatchObject({ site: 'x.example', title: 'jp' });
    const monitor = monitorPageSnapshot(aMonitorPage(aMonitor({ name: '支払い', tag: 'pay' }), { site }), UTC, { withReasons: false });
    expect(pictureFacts(monitor)).toMatchObject({ title: 'pay', message: 'Operational' });
  });
});
