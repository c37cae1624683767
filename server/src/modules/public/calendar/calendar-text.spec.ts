import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';

import { calendarText, type CalendarEvent } from './calendar-text.js';

const FROM = Date.UTC(2026, 10, 22, 2) / 1_000;

const anEvent = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'maintenance-7@status.test',
  from: FROM,
  to: FROM + 3_600,
  title: 'Database upgrade',
  description: 'Orders are taken.\nAffected services: Orders',
  url: 'https://status.test/maintenances/7',
  isCancelled: false,
  revision: 3,
  changedAt: FROM - 86_400,
  ...changes,
});

/** As a calendar program reads it. */
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const event = calendar.getFirstSubcomponent('vevent')!;
  return { calendar, event, value: (name: string): unknown => event.getFirstPropertyValue(name) };
};

describe('calendarText', () => {
  it('is a calendar with one event at its instants in UTC', () => {
    const { calendar, value } = read(calendarText('Acme', [anEvent()]));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(String(value('dtstart'))).toBe('2026-11-22T02:00:00Z');
    expect(String(value('dtend'))).toBe('2026-11-22T03:00:00Z');
    expect([value('uid'), value('status'), value('sequence'), value('url')]).toEqual([
      'maintenance-7@status.test',
      'CONFIRMED',
      3,
      'https://status.test/maintenances/7',
    ]);
    expect(value('description')).toBe('Orders are taken.\nAffected services: Orders');
  });

  it('says that an occurrence was cancelled', () => {
    expect(read(calendarText('Acme', [anEvent({ isCancelled: true })])).value('status')).toBe('CANCELLED');
  });

  it('has lines of at most 75 octets that end as the format wants, whatever the texts are', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(texts, texts, (title, description) => {
        const text = calendarText('Acme', [anEvent({ title, description })]);
        expect(text.endsWith('\r\n')).toBe(true);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('carries every text to the reader as it was written', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aé漢🛠️ ,;:\\"\n'), maxLength: 150 });
    fc.assert(
      fc.property(word, (title) => {
        expect(read(calendarText('Acme', [anEvent({ title: `x${title}` })])).value('summary')).toBe(`x${title}`);
      }),
    );
  });

  it('lets nobody write a line of their own', () => {
    const title = 'A\r\nATTACH:https://evil.test\r\nEND:VEVENT';
    const { calendar, event } = read(calendarText('Acme', [anEvent({ title })]));
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(event.getFirstProperty('attach')).toBeNull();
  });
});
