import { settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { HeartbeatCheck } from './heartbeat-check.js';
import { HEARTBEAT_KIND } from './heartbeat-draft.js';

describe('HeartbeatCheck', () => {
  it('is degraded before it is down, and never sends the secret of its address', async () => {
    const { page, field, errors, written } = await renderCheck(HeartbeatCheck, HEARTBEAT_KIND, { secretString: '••••1234' });
    expect(textOf(page)).toContain('as soon as the monitor is created');
    type(field('Down after a silence of'), '5');
    await settle();
    expect(errors()).toEqual(['Must be more than 5 minutes.']);
    expect(written()).toEqual({ degradedRemainingMinutes: 5, downRemainingMinutes: 5 });
  });
});
