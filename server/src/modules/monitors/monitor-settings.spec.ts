import { describe, expect, it } from '@jest/globals';
import { checkSettings, mergeSettings, shownSettings } from './monitor-settings.js';

const DEFAULT = {
  uptime_formula_numerator: 'up + maintenance + degraded',
  uptime_formula_denominator: 'up + down + degraded + maintenance',
};
const STRICT = { ...DEFAULT, uptime_formula_numerator: 'up + maintenance' };

describe('monitor_settings_json (status-engine §4)', () => {
  it('shows the formulas that count', () => {
    expect(shownSettings(null, false)).toEqual(DEFAULT);
    expect(shownSettings(null, true)).toEqual(STRICT);
    expect(shownSettings({ uptime_formula_numerator: 'up', sharing_options: {} }, true)).toEqual({
      ...STRICT,
      uptime_formula_numerator: 'up',
      sharing_options: {},
    });
  });

  it('does not freeze the formulas of a client that reads and writes', () => {
    expect(mergeSettings(null, shownSettings(null, false), [false])).toBeNull();
    expect(mergeSettings(null, shownSettings(null, true), [true])).toBeNull();
    const options = { sharing_options: { showShareBadgeMonitor: false } };
    expect(mergeSettings(options, shownSettings(options, false), [false])).toEqual(options);
  });

  it('follows the flag when it changes in the same request, whichever formula the client thought of', () => {
    expect(mergeSettings(null, DEFAULT, [false, true])).toBeNull();
    expect(mergeSettings(null, STRICT, [false, true])).toBeNull();
  });

  it('keeps a formula somebody chose, and drops it when it is blanked', () => {
    const chosen = { uptime_formula_numerator: 'up', uptime_formula_denominator: 'up + down' };
    expect(mergeSettings(null, chosen, [false])).toEqual(chosen);
    expect(mergeSettings(chosen, { uptime_formula_numerator: '' }, [false])).toEqual({ uptime_formula_denominator: 'up + down' });
    expect(mergeSettings(chosen, { uptime_formula_numerator: null, uptime_formula_denominator: ' ' }, [false])).toBeNull();
  });

  it('merges member by member and keeps what it does not know', () => {
    expect(mergeSettings({ a: 1, b: { x: 1 } }, { b: { y: 2 }, c: 3 }, [false])).toEqual({ a: 1, b: { y: 2 }, c: 3 });
  });

  it.each([
    [{ uptime_formula_numerator: '(up)' }, 'uptime_formula_numerator'],
    [{ uptime_formula_numerator: 'up + 1' }, 'uptime_formula_numerator'],
    [{ uptime_formula_denominator: 7 }, 'uptime_formula_denominator'],
    [{ monitor_status_history_days: { desktop: 0 } }, 'monitor_status_history_days.desktop'],
    [{ monitor_status_history_days: { mobile: 366 } }, 'monitor_status_history_days.mobile'],
    [{ monitor_status_history_days: 90 }, 'monitor_status_history_days'],
    [{ sharing_options: { showShareBadgeMonitor: 'YES' } }, 'sharing_options.showShareBadgeMonitor'],
  ])('refuses %j', (sent, member) => {
    expect(checkSettings(sent).map(({ field }) => field)).toEqual([`monitor_settings_json.${member}`]);
  });
});
