import { describe, expect, it } from '@jest/globals';
import { aMaintenance, aMonitor, aMonitorPage, anIncident, aPage, aSite, NO_EVENTS, NOW, UTC } from '../../../../test/pages/facts.js';
import { monitorPageSnapshot } from '../../pages/snapshot/monitor-page-snapshot.js';
import { notFoundSnapshot, pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import { pageMarkdown } from './page-markdown.js';

const site = aSite({ siteName: 'Acme', siteURL: 'https://status.example.com' });
const incident = anIncident({
  updates: [{ id: 3, at: NOW - 600, state: 'IDENTIFIED', text: 'We **know** why.', isEdited: false }],
  updateCount: 1,
});

describe('a page as Markdown', () => {
  const events = { ...NO_EVENTS, incidents: [incident], maintenances: [aMaintenance()] };
  const facts = aPage([aMonitor({ name: 'Shop | web' })], { site, events, subheader: 'All of *it*.' });

  it('says what the page says, with links that tools can follow', () => {
    const text = pageMarkdown(pageSnapshot(facts, UTC))!;
    for (const part of [
      '# Acme platform status\n\nAll of *it*.\n\n**Ongoing Incident** · Status as of ',
      '## Ongoing incident\n\n### [Checkout errors](https://status.example.com/incidents/1.md)\n\nIdentified · for 1 h · Started ',
      'Affected services: [Shop \\| web](https://status.example.com/monitors/shop-web.md) (Down)',
      'We **know** why.',
      '## Maintenance\n\n- [Database upgrade](https://status.example.com/maintenances/1.md): Scheduled, ',
      '| Services | Status | Uptime (90 days) | Latency |\n| --- | --- | --- | --- |\n',
      '| [Shop \\| web](https://status.example.com/monitors/shop-web.md) | Operational | 100 % | 120 ms |',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('gives no status that nobody vouches for', () => {
    const delayed = { ...pageSnapshot({ ...facts, events: NO_EVENTS }, UTC), freshness: 'delayed', delayedSince: NOW - 900 } as const;
    expect(pageMarkdown(delayed)).toContain('**Status unknown** · Last confirmed: All Systems Operational at ');
  });

  it('stays on its page', () => {
    const text = pageMarkdown(pageSnapshot({ ...facts, path: 'eu' }, UTC))!;
    expect(text).toContain('https://status.example.com/eu/incidents/1.md');
    const apart = aSite({ siteURL: 'https://status.example.com', globalPageVisibilitySettings: { forceExclusivity: true } });
    expect(pageMarkdown(pageSnapshot({ ...facts, path: 'eu', site: apart }, UTC))).toContain(
      'https://status.example.com/eu/monitors/shop-web.md',
    );
  });

  it('tells of a monitor', () => {
    const text = pageMarkdown(
      monitorPageSnapshot(aMonitorPage(aMonitor({ description: 'Takes orders.' }), { site }), UTC, { withReasons: false }),
    );
    expect(text).toContain('# Shop\n\nTakes orders.\n\n**Operational** · Status as of ');
    expect(text).toContain('| 24 hours | 7 days | 30 days | 90 days | 365 days |');
  });

  it('has no form for what is not there', () => {
    expect(pageMarkdown(notFoundSnapshot(null, site, UTC, NOW))).toBeNull();
  });
});
