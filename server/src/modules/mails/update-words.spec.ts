import { MAINTENANCE_STAGES } from '@clarion/contract';
import { translate } from '@clarion/i18n';
import '@clarion/i18n/all';
import { describe, expect, it } from '@jest/globals';
import type { Language } from '../site/site-language.service.js';
import { stageVariables, updateVariables } from './update-words.js';

const AT = Date.UTC(2026, 10, 19, 13, 5) / 1_000;
const language = (locale: Language['locale'], timeZone = 'UTC'): Language => ({ locale, timeZone, formats: {} });
const UPDATE = {
  incidentId: 88,
  commentId: 412,
  title: 'Cards\r\nBcc: e@b.test',
  state: 'IDENTIFIED',
  comment: 'We **look** & see',
  at: AT,
} as const;
const STAGE = {
  ...{ eventId: 17, title: 'Power <i>', description: 'Racks', from: AT, to: AT + 3_600 },
  services: [{ name: 'Shop & Co', impact: 'DOWN' }],
} as const;
const SITE = 'https://a.test';

describe('updates of incidents', () => {
  it('A5 say in English what the contract says, in one line', () => {
    expect(updateVariables(UPDATE, language('en'), SITE)).toMatchObject({
      ...{ title: 'Cards Bcc: e@b.test', update_subject: '[#88:IDENTIFIED] Cards Bcc: e@b.test', cta_text: 'View Incident' },
      ...{ cta_url: 'https://a.test/incidents/88', update_id: '412', event_type: 'incidents', is_resolved: false },
      ...{ update_text: '<p>We <strong>look</strong> &amp; see</p>', update_text_plain: 'We look & see' },
    });
  });

  it('name the state as the language does', () => {
    const { update_subject: subject, update_state: state } = updateVariables(UPDATE, language('de'), SITE);
    expect([subject, state]).toEqual(['[#88: Ursache gefunden] Cards Bcc: e@b.test', 'Ursache gefunden']);
  });
});

describe('stages of maintenances', () => {
  const of = (stage: (typeof MAINTENANCE_STAGES)[number], at: Language, now = AT): Record<string, unknown> =>
    stageVariables({ ...STAGE, stage }, at, SITE, now);

  it.each([
    ['created', 'Maintenance Created', 'has been planned'],
    ['starting_soon', 'Maintenance Starting Soon', 'is about to start'],
    ['ongoing', 'Maintenance In Progress', 'is now in progress'],
    ['completed', 'Maintenance Completed', 'is completed'],
    ['cancelled', 'Maintenance Cancelled', 'has been cancelled'],
  ] as const)('B7 %s says in English what the contract says', (stage, prefix, happened) => {
    const variables = of(stage, language('en'));
    expect(variables).toMatchObject({
      ...{ title: `${prefix}: Power <i>`, update_subject: `${prefix}: Power <i>`, event_type: 'maintenances' },
      ...{ update_id: `maintenance_17_${stage}`, cta_url: 'https://a.test/maintenances/17', cta_text: 'View Maintenance' },
      update_text_plain: expect.stringContaining(`The maintenance “Power <i>” ${happened}.`),
    });
    expect(variables['update_text']).toContain('“Power &lt;i&gt;”');
    expect(variables['update_text']).toContain('Shop &amp; Co(DOWN)');
  });

  it.each([
    [60, 'is starting in 1 minute.'],
    [45 * 60, 'is starting in 45 minutes.'],
    [3 * 3_600, 'is starting in 3 hours.'],
    [-5, 'is about to start.'],
  ])('count what is left: %i s', (seconds, words) => {
    expect(of('starting_soon', language('en'), AT - seconds)['update_text_plain']).toContain(words);
  });

  it('are told in the language and the time zone of their reader, from the side where its lines begin', () => {
    const german = of('ongoing', language('de', 'Europe/Berlin'));
    expect(german['starts_at']).toBe('19. Nov. 2026, 14:05 MEZ');
    expect(german['services']).toBe(`Shop & Co (${translate('de', 'status.DOWN')})`);
    expect(german['update_subject']).toBe(translate('de', 'message.maintenance.ongoing', { title: 'Power <i>' }));
    const arabic = of('ongoing', language('ar', 'Africa/Cairo'));
    expect(arabic['starts_at']).toContain('١٥:٠٥');
    expect(arabic['update_text']).toMatch(/<table dir="rtl".*<th align="right"/);
  });
});
