import { expect, it } from '@jest/globals';
import { TAG_PATTERN } from '@clarion/contract';
import { demoMonitors, SECTIONS } from './scenario.js';

it('is the same story every time, with thirty monitors in known sections', () => {
  const monitors = demoMonitors();
  expect(monitors).toEqual(demoMonitors());
  expect(monitors).toHaveLength(30);
  expect(new Set(monitors.map(({ tag }) => tag)).size).toBe(30);
  expect(monitors.every(({ tag }) => TAG_PATTERN.test(tag))).toBe(true);
  expect(new Set(monitors.map(({ section }) => section))).toEqual(new Set(SECTIONS.map(({ name }) => name)));
});

it('repeats its cast under other names when more are asked for', () => {
  const monitors = demoMonitors(100, 30);
  expect(monitors).toHaveLength(100);
  expect(new Set(monitors.map(({ tag }) => tag)).size).toBe(100);
  expect(Math.max(...monitors.map(({ days }) => days))).toBe(30);
});

it('keeps troubles inside the history and has one outage that still lasts', () => {
  for (const { days, troubles } of demoMonitors()) {
    for (const { startedAgo } of troubles) expect(startedAgo).toBeLessThan(days * 1_440);
  }
  const lasting = demoMonitors().flatMap(({ troubles }) => troubles.filter(({ startedAgo, minutes }) => startedAgo < minutes));
  expect(lasting.map(({ status }) => status).sort()).toEqual(['DEGRADED', 'DOWN']);
});
