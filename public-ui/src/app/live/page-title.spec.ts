import { aBanner, aMonitor, aNotFound, aPage, aSite, someMonitors } from '../../../testing/fixtures.ts';
import { aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { headline } from '../banner/headline';
import { faviconOf } from './favicon';
import { pageTitle } from './page-title';

const troubled = aPage({ monitors: someMonitors(3, { 0: 'DOWN' }) });

describe('the tab', () => {
  it('has the plain title while all is well', () => {
    expect(pageTitle(aPage())).toBe('Acme status');
  });

  it('puts what is wrong first', () => {
    expect(pageTitle(troubled)).toBe('Partial System Outage · Acme status');
    expect(pageTitle(aMonitorPage())).toBe('Partial System Outage · Checkout EU · Acme');
  });

  it('does not claim a status for data nobody confirms', () => {
    expect(pageTitle(aPage(), true)).toBe('Status unknown · Acme status');
    expect(faviconOf(aPage(), true)).toBe('/favicon-unknown.svg');
  });

  it('names an unknown address for what it is', () => {
    expect(pageTitle(aNotFound())).toBe('Page not found · Acme');
  });

  it('shows the site’s own icon only while all is well', () => {
    const site = aSite({ favicon: '/assets/images/fav.png', basePath: '/status' });
    expect(faviconOf({ ...aPage(), site })).toBe('/assets/images/fav.png');
    expect(faviconOf({ ...troubled, site })).toBe('/status/favicon-down.svg');
  });
});

describe('headline', () => {
  it('never puts green above an open incident', () => {
    expect(headline(aBanner([aMonitor(0)], 1))).toEqual({ key: 'banner.ongoingIncident', tone: 'DEGRADED' });
    expect(headline(aBanner([aMonitor(0)]))).toEqual({ key: 'banner.ALL_OPERATIONAL', tone: 'UP' });
  });
});
