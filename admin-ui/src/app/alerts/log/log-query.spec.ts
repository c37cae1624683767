import { convertToParamMap } from '@angular/router';
import { readRuleQuery, toRuleRequest, writeRuleQuery } from '../rules/rule-query.js';
import { readLogQuery, toLogFilter, writeLogQuery } from './log-query.js';

describe('addresses of rules and alerts', () => {
  it('of the log come back as they were', () => {
    const query = { rule: 7, monitor: 'shop', status: 'TRIGGERED', severity: 'CRITICAL', pageNumber: 3 } as const;
    expect(readLogQuery(convertToParamMap(writeLogQuery(query)))).toEqual(query);
    expect(toLogFilter(query)).toEqual({ alert_config_id: 7, monitor_tag: 'shop', status: 'TRIGGERED', severity: 'CRITICAL' });
  });

  it('of the rules come back as they were', () => {
    const query = { monitor: 'shop', alertFor: 'UPTIME', isActive: 'NO', trigger: 4, pageNumber: 2 } as const;
    expect(readRuleQuery(convertToParamMap(writeRuleQuery(query)))).toEqual(query);
    expect(toRuleRequest(query)).toMatchObject({ monitor_tag: 'shop', alert_for: 'UPTIME', is_active: 'NO', trigger_id: 4, page: 2 });
  });

  it('count what they do not understand as absent', () => {
    const strange = convertToParamMap({ rule: '-1', status: 'up', severity: '', p: 'x', type: 'status', active: '1', trigger: '0' });
    expect(toLogFilter(readLogQuery(strange))).toEqual({});
    expect(readLogQuery(strange).pageNumber).toBe(1);
    expect(readRuleQuery(strange)).toEqual({ monitor: null, alertFor: null, isActive: null, trigger: null, pageNumber: 1 });
  });
});
